namespace Gateway.Storage;

/// <summary>What access to a stored version is decided on; the same for the current version and for earlier ones.</summary>
internal interface IGuarded
{
    /// <summary>The patient whose chart this is filed in (or, when held, was addressed to).</summary>
    string? Chart { get; }

    /// <summary>Sender of a message, as <c>Type/id</c>: a held message stays visible to its sender.</summary>
    string? Sender { get; }

    /// <summary>Held: invisible to every reader of the chart; only its sender and reviewers see it.</summary>
    bool Quarantined { get; }
}
