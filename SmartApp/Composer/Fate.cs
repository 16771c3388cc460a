namespace SmartApp.Composer;

/// <summary>What becomes of a message.</summary>
internal enum Fate
{
    Taken,

    /// <summary>Kept, and looked at by a person before it goes anywhere.</summary>
    Held,

    GivenBack,

    /// <summary>Nobody can say now.</summary>
    Away,

    /// <summary>Whoever writes has to sign in again.</summary>
    LaunchEnded,
}
