namespace Gateway.Patching;

/// <summary>Why an operation of a JSON Patch does not fit the document.</summary>
internal enum EditFault
{
    NothingThere,
    NothingAtOrigin,
    NoSuchPosition,
    NotAPosition,
    WholeResource,
    IntoItself,
    Different,
    TooDeep,
    TooLarge,
}
