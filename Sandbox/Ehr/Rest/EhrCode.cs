namespace Sandbox.Ehr.Rest;

/// <summary>The numeric codes of the EHR's OperationOutcomes; the first group follows Epic's numbers, the second is in their manner.</summary>
internal enum EhrCode
{
    InvalidParameter = 4100,
    NoResults = 4101,
    NotFound = 4102,
    MergedPatient = 4107,
    ExpiredPaging = 4113,
    NotAuthorized = 4118,
    ChartClosed = 4130,

    NotAuthenticated = 59001,
    NotAllowed = 59002,
    NotAcceptable = 59003,
    UnsupportedMedia = 59004,
    TooLarge = 59005,
    Malformed = 59100,
    InvalidContent = 59101,
    InvalidSubject = 59102,
    Refused = 59108,
    TooMany = 59429,
    Unavailable = 59500,
}
