using System.Collections.Immutable;
using Gateway.References;
using NodaTime;

namespace Gateway.Routing;

/// <summary>When a practitioner is there, and who has the messages otherwise: policy data.</summary>
/// <param name="Calendar">The days on which the person works, by the name of a calendar: whoever works part of the week is out on the other days.</param>
internal sealed record PersonCover(string Calendar)
{
    /// <summary>Who covers, a person or a pool; the pool of the message's kind without one.</summary>
    public ResourceKey? Cover { get; init; }

    /// <summary>Out of office.</summary>
    public ImmutableArray<Absence> Out { get; init; } = [];
}

/// <summary>Days on which somebody is out, the last one included.</summary>
internal sealed record Absence(LocalDate From, LocalDate Until)
{
    /// <summary>Who covers then; the usual cover without one.</summary>
    public ResourceKey? Cover { get; init; }
}
