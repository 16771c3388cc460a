using Sandbox.Ehr.Access;
using Sandbox.Ehr.SignIn;

namespace Sandbox;

/// <summary>Tells the add-on about the sandbox, through the same configuration keys that an installation sets.</summary>
internal static class SmartAppSettings
{
    public static Dictionary<string, string?> For(SandboxOptions options)
    {
        // The add-on may be the only part here, but its key is made by whoever comes first.
        KeyFiles.SmartAppKey(options);
        return new()
        {
            ["urls"] = SandboxOptions.Origin(options.SmartAppUrl),
            ["SmartApp:PublicUrl"] = SandboxOptions.Origin(options.SmartAppUrl),
            ["SmartApp:DataDirectory"] = Path.Combine(options.DataDirectory, "smartapp"),
            ["SmartApp:Ehrs:0:Id"] = "sandbox",
            ["SmartApp:Ehrs:0:Name"] = "Sandbox Family Clinic",
            ["SmartApp:Ehrs:0:FhirBase"] = options.EhrFhirBase,
            ["SmartApp:Ehrs:0:Issuer"] = options.Issuer,
            ["SmartApp:Ehrs:0:GatewayBase"] = options.GatewayFhirBase,
            ["SmartApp:Ehrs:0:ClientId"] = OAuthClients.SmartApp,
            ["SmartApp:Ehrs:0:KeyFile"] = options.SmartAppKeyFile,
        };
    }
}
