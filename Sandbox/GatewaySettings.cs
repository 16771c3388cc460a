namespace Sandbox;

/// <summary>Tells the gateway about the sandbox, through the same configuration keys that an installation sets.</summary>
internal static class GatewaySettings
{
    public static Dictionary<string, string?> For(SandboxOptions options) => new()
    {
        ["urls"] = SandboxOptions.Origin(options.GatewayUrl),
        ["Gateway:PublicBase"] = options.GatewayFhirBase,
        ["Access:Audience"] = options.GatewayFhirBase,
        ["Access:Issuers:0:Issuer"] = options.Issuer,
        ["Access:Issuers:0:MetadataAddress"] = $"{options.Issuer}.well-known/openid-configuration",
        ["Access:Issuers:0:RequireHttpsMetadata"] = "false",
        ["Docs:ClientId"] = "docs",
        ["Ehr:Name"] = "sandbox",
        ["Ehr:FhirBase"] = options.EhrFhirBase,
        ["Ehr:TokenEndpoint"] = options.TokenEndpoint,
        ["Ehr:ClientId"] = "gateway",
        ["Ehr:KeyFile"] = options.GatewayKeyFile,
        ["Storage:Provider"] = "Sqlite",
        ["Storage:ConnectionString"] = $"Data Source={Path.Combine(options.DataDirectory, "gateway.db")}",
    };
}
