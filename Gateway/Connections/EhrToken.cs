namespace Gateway.Connections;

/// <summary>A bearer token of the EHR, and until when it is used.</summary>
internal sealed record EhrToken(string Value, DateTimeOffset UseUntil)
{
    // A token's string form is never printed, also not by a record's ToString.
    public override string ToString() => nameof(EhrToken);
}
