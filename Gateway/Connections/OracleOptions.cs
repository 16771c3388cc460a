namespace Gateway.Connections;

/// <summary>What an Oracle-style EHR needs to be told and a message does not say.</summary>
internal sealed class OracleOptions
{
    /// <summary>In whose name is filed what no Practitioner wrote, as <c>Practitioner/id</c>.</summary>
    public string? Sender { get; set; }

    /// <summary>Who gets what has no recipient of its own there, as <c>Practitioner/id</c> or <c>Group/id</c>: with it nothing is left unmapped.</summary>
    public string? DefaultRecipient { get; set; }

    /// <summary>Recipients of messages, as <c>CareTeam/pool-refill</c>, and who that is there: a Practitioner or a Group.</summary>
    public Dictionary<string, string> Recipients { get; set; } = [];

    /// <summary>Where what patients write is sent to; on the EHR's own server, for the gateway's token goes there.</summary>
    public Uri? PatientMessages { get; set; }
}
