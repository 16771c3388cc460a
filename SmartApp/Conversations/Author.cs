namespace SmartApp.Conversations;

/// <summary>Who wrote a message, for whoever reads it.</summary>
internal enum Author
{
    Reader,
    Patient,

    /// <summary>Somebody else who acts for the patient.</summary>
    Proxy,
    CareTeam,
}
