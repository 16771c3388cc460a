using System.CommandLine;
using Gateway;
using Gateway.Delivery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Load.Servers;

/// <summary><c>host</c>: the gateway in a process of this tool, so that a measurement can put another connector into it.</summary>
internal static class HostCommand
{
    public const string Name = "host";
    public const string WithNullConnector = "--null-connector";

    public static Command Create()
    {
        var nullConnector = new Option<bool>(WithNullConnector) { Description = "File messages nowhere." };
        var command = new Command(Name, "Run the gateway inside this tool; what follows are its settings.") { nullConnector };
        command.TreatUnmatchedTokensAsErrors = false;
        command.Hidden = true;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var gateway = GatewayHost.Build([.. parsed.UnmatchedTokens], builder =>
            {
                if (parsed.GetValue(nullConnector))
                {
                    builder.Services.AddSingleton<IEhrConnector, NullConnector>();
                }
            });
            await HostingAbstractionsHostExtensions.RunAsync(gateway, cancellationToken);
            return Environment.ExitCode;
        });
        return command;
    }

    /// <summary>How that process is started: as the gateway's own is, with its runtime's settings.</summary>
    /// <param name="gatewayProgram">The gateway whose settings those are.</param>
    /// <param name="isNull">With a connector that does nothing.</param>
    public static IReadOnlyList<string> Arguments(string gatewayProgram, bool isNull) =>
    [
        "--runtimeconfig", Path.ChangeExtension(gatewayProgram, ".runtimeconfig.json"), typeof(HostCommand).Assembly.Location, Name,
        .. isNull ? [WithNullConnector] : Array.Empty<string>(),
    ];
}
