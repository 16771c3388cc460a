using Sandbox.Ehr.Hl7v2;
using Sandbox.Families;

namespace Sandbox;

/// <summary>Tells the gateway about the sandbox, through the same configuration keys that an installation sets.</summary>
internal static class GatewaySettings
{
    public static Dictionary<string, string?> For(SandboxOptions options) => new(Basic(options).Concat(Connector(options)));

    /// <summary>How the gateway is told by whose contract the EHR takes messages.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Connector(SandboxOptions options) =>
        options.TlsPort is null ? Contract(options) : Contract(options).Append(new("Ehr:TrustFile", options.EhrAuthorityFile));

    private static IEnumerable<KeyValuePair<string, string?>> Contract(SandboxOptions options) => options.EhrFlavour switch
    {
        EhrFlavour.Generic => [],
        EhrFlavour.Epic => [new("Ehr:Connector", "Epic")],
        EhrFlavour.Oracle =>
        [
            new("Ehr:Connector", "Oracle"),
            new("Ehr:Oracle:Sender", "Practitioner/dr-lee"),
            new("Ehr:Oracle:DefaultRecipient", "Practitioner/nurse-kim"),
            new("Ehr:Oracle:Recipients:CareTeam/pool-scheduling", "Practitioner/desk-park"),
            new("Ehr:Oracle:Recipients:CareTeam/pool-billing", "Practitioner/desk-park"),
            new("Ehr:Oracle:Recipients:CareTeam/pool-on-call", "Practitioner/dr-lee"),
            new("Ehr:Oracle:PatientMessages", options.PatientMessages),
        ],
        EhrFlavour.Hl7v2 =>
        [
            new("Ehr:Connector", "Hl7v2"),
            new("Ehr:Hl7v2:Address", options.MllpAddress),
            new("Ehr:Hl7v2:TrustFile", options.TlsPort is null ? null : options.EhrAuthorityFile),
            new("Ehr:Hl7v2:Connections", "4"),
            new("Ehr:Hl7v2:ReceivingApplication", MdmContract.Application),
            new("Ehr:Hl7v2:DocumentType", MdmContract.DocumentType),
            new("Ehr:Hl7v2:Authorities:0:System", Shapes.RecordNumbers),
            new("Ehr:Hl7v2:Authorities:0:Name", MdmContract.Authority),
        ],
    };

    private static Dictionary<string, string?> Basic(SandboxOptions options) => new()
    {
        ["urls"] = SandboxOptions.Origin(options.GatewayUrl),
        ["Gateway:PublicBase"] = options.GatewayFhirBase,
        ["Access:Audience"] = options.GatewayFhirBase,
        ["Access:Issuers:0:Issuer"] = options.Issuer,
        ["Access:Issuers:0:MetadataAddress"] = $"{options.Issuer}.well-known/openid-configuration",
        ["Access:Issuers:0:RequireHttpsMetadata"] = "false",
        ["Docs:ClientId"] = "docs",
        ["SignIn:KeyFiles:0"] = options.GatewaySignInKeyFile,
        ["SignIn:AllowedOrigins:0"] = SandboxOptions.Origin(options.SmartAppUrl),
        ["SignIn:AppCapabilities:0"] = "launch-ehr",
        ["SignIn:AppCapabilities:1"] = "launch-standalone",
        ["SignIn:AppCapabilities:2"] = "authorize-post",
        ["SignIn:AppCapabilities:3"] = "client-public",
        ["SignIn:AppCapabilities:4"] = "sso-openid-connect",
        ["SignIn:AppCapabilities:5"] = "context-ehr-patient",
        ["SignIn:AppCapabilities:6"] = "context-ehr-encounter",
        ["SignIn:AppCapabilities:7"] = "context-standalone-patient",
        ["SignIn:AppCapabilities:8"] = "permission-offline",
        ["SignIn:AppCapabilities:9"] = "permission-patient",
        ["SignIn:AppCapabilities:10"] = "permission-user",
        ["Ehr:Name"] = "sandbox",
        ["Ehr:FhirBase"] = options.EhrFhirBaseOfGateway,
        ["Ehr:TokenEndpoint"] = options.TokenEndpoint,
        ["Ehr:ClientId"] = "gateway",
        ["Ehr:KeyFile"] = options.GatewayKeyFile,
        // Who answers in the EHR here waits to see it arrive.
        ["Ehr:Replies:PeriodSeconds"] = "5",
        // Who tries subscriptions out listens on this machine.
        ["Topics:EndpointHosts:0"] = "127.0.0.1",
        ["Ehr:Scope"] = $"system/*.rs system/Communication.{(options.EhrTakesUpdates ? "crus" : "crs")}",
        ["Storage:Provider"] = "Sqlite",
        ["Storage:ConnectionString"] = $"Data Source={Path.Combine(options.DataDirectory, "gateway.db")}",
    };
}
