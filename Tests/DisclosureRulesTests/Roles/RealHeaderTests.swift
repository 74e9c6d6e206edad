import DisclosureRules
import Testing

/// Tables as they were really released or exported, a few rows each; the roles were judged by hand.
///
/// Sources, all public: BHFDSC/cvd-covid-tre-dashboard, opensafely/representativeness,
/// opensafely/primis-covid19-vacc-uptake, opensafely-core/ehrql, synthea in OMOP form.
@Suite struct RealHeaderTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var csv: String
    var roles: [ColumnRole]
    var testDescription: String { String(csv.prefix { $0 != "\n" }) }
  }

  static let cases: [Case] = [
    Case(
      csv: """
        date_y,date_w,Type,N,production_date,table_name
        2019,7,N_row,11403,2022-05-30,deaths
        2019,7,N_valid_id,11401,2022-05-30,deaths
        2019,8,N_row,11295,2022-05-30,deaths
        """, roles: [.date, .date, .dimension, .count, .date, .text]),
    Case(
      csv: """
        column_name,completeness,dataset
        AdmissionCOVID19,0.959,chess
        AdmissionFlu,0.454,chess
        AdmissionRSV,1,chess
        """, roles: [.text, .proportion, .dimension]),
    Case(
      csv: """
        dataset,BatchId,archived_on,n,n_id,n_id_distinct
        chess,fd6d050f-054a-43dc-9208-b6f885e0d919,2023-03-31,108120,107480,97800
        hes,fd6d050f-054a-43dc-9208-b6f885e0d919,2023-03-31,12945445000,945445,751385
        """, roles: [.dimension, .dimension, .date, .count, .count, .count]),
    Case(
      csv: """
        ageband,sex,bmi_stage,rate_per_1000
        16-39,F,6497000,1.6
        16-39,F,35425004,7.3
        16-39,M,162690006,3.0
        16-39,M,162863004,12.1
        40-69,F,162864005,4.9
        40-69,F,310252000,8.0
        """, roles: [.dimension, .dimension, .code, .rate]),
    Case(
      csv: """
        region,age_group,N,Total,cohort,sex,percentage
        East,0-4,303585,5628115,TPP,Total,5.394079545282923
        East,5-9,344585,5628115,TPP,Total,6.12256501510719
        """, roles: [.dimension, .dimension, .count, .total, .dimension, .dimension, .percentage]),
    Case(
      csv: """
        imd,N,sex,cohort,Total,percentage
        1: Most deprived,5693355,Females,ONS,28567320,19.9296
        2,5826175,Females,ONS,28567320,20.3945
        3,5801140,Females,ONS,28567320,20.3069
        1: Most deprived,5641250,Males,ONS,27990010,20.1545
        2,5693355,Males,ONS,27990010,20.3407
        3,5700120,Males,ONS,27990010,20.3648
        """, roles: [.dimension, .count, .dimension, .dimension, .total, .percentage]),
    Case(
      csv: """
        Cause_of_Death,N,Total,region,cohort,percentage
        COVID-19,26965,224885,England,TPP,11.99057295951264
        Stroke,11390,224885,England,TPP,5.064810903350601
        """, roles: [.dimension, .count, .total, .dimension, .dimension, .percentage]),
    Case(
      csv: """
        patient_id,date,snomedct_code,numeric_value
        1,2023-03-02,999791000000106,50
        1,2023-04-23,415270003,
        2,2023-04-23,999791000000106,61
        """, roles: [.identifier, .date, .code, .measurement]),
    Case(
      csv: """
        patient_id,sex,year_of_birth,last_day_of_month
        1,M,1980,2020-02-29
        4,M,1920,2020-03-31
        """, roles: [.identifier, .dimension, .date, .date]),
    Case(
      csv: """
        practice,has_event,population,value
        A,1.0,2,0.5
        B,0.0,1,0.0
        C,1.0,9,0.25
        """, roles: [.dimension, .dimension, .total, .proportion]),
    Case(
      csv: """
        START,STOP,PATIENT,ENCOUNTER,CODE,DESCRIPTION
        2023-01-27,2023-02-09,3edac2e3-d223,57f2562b-445c,195662009,Acute viral pharyngitis (disorder)
        2011-08-09,,9d188916-8390,fa5e3e1f-217f,232353008,Perennial allergic rhinitis
        """, roles: [.date, .date, .dimension, .dimension, .code, .text]),
  ]

  @Test(arguments: cases)
  func rolesAreWhatAPersonSays(_ example: Case) {
    #expect(understood(example.csv).roles.map(\.role) == example.roles)
  }
}
