using Gateway.Resources;
using Gateway.Storage;

namespace Gateway.SignIn.Registration;

/// <summary>What became of an operator's request about a client.</summary>
internal abstract record RegistrationOutcome
{
    private RegistrationOutcome()
    {
    }

    public sealed record Created(RegisteredClient Client) : RegistrationOutcome;

    public sealed record Changed(RegisteredClient Client) : RegistrationOutcome;

    public sealed record Deleted : RegistrationOutcome;

    public sealed record Unknown : RegistrationOutcome;

    /// <summary>The id is taken, or somebody else changed the client at the same time.</summary>
    public sealed record Conflicting(string Sentence) : RegistrationOutcome;

    public sealed record Invalid(IReadOnlyList<Issue> Issues) : RegistrationOutcome;

    public sealed record Unavailable : RegistrationOutcome;
}
