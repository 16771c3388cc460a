using System.Collections.Immutable;
using Gateway.Resources;
using Gateway.Rest;

namespace Gateway.Messages;

/// <summary>How an intake ended, for the endpoint to translate.</summary>
internal abstract record IntakeOutcome
{
    private IntakeOutcome()
    {
    }

    /// <summary>Durable: filed and on its way, or held and waiting for a person; the resource's status says which.</summary>
    public sealed record Received(ResourceVersion Message) : IntakeOutcome;

    /// <summary>The client sent this create before; this is what became of it then.</summary>
    public sealed record AlreadyReceived(ResourceVersion Message) : IntakeOutcome;

    /// <summary>The client used one idempotency key for two different messages.</summary>
    public sealed record KeyReused : IntakeOutcome;

    /// <summary>Given back, with what to do.</summary>
    public sealed record Refused(ImmutableArray<Issue> Issues) : IntakeOutcome;

    /// <summary>This sign-in, or this sender, may not write there.</summary>
    public sealed record Forbidden(ImmutableArray<Issue> Issues) : IntakeOutcome;

    /// <summary>Nothing was stored; trying again shortly may work.</summary>
    public sealed record Unavailable(ImmutableArray<Issue> Issues) : IntakeOutcome;
}
