using System.Globalization;

namespace Sandbox;

/// <summary>Reads the sandbox's own options; what it does not know it says so about, in a sentence.</summary>
internal static class CommandLine
{
    public const string Usage =
        "Options: --ehr-url URL, --gateway-url URL, --smartapp-url URL, --data DIR, --fresh, --ehr-updates, --ehr-flavour generic|epic|oracle|hl7v2, --mllp-port PORT, --tls-port PORT, --families N, --only ehr|gateway|smartapp.";

    /// <summary>The names of which they are made are few.</summary>
    private const int MostFamilies = 5000;

    public static ParsedCommand Parse(ReadOnlySpan<string> args)
    {
        var options = new SandboxOptions();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--fresh")
            {
                options = options with { Fresh = true };
                continue;
            }

            if (args[i] == "--ehr-updates")
            {
                options = options with { EhrTakesUpdates = true };
                continue;
            }

            var (name, value) = Split(args[i]);
            value ??= i + 1 < args.Length ? args[++i] : null;
            if (Apply(options, name, value) is not ParsedCommand.Run run)
            {
                return new ParsedCommand.Mistake(Complaint(name, value));
            }

            options = run.Options;
        }

        return options is { EhrTakesUpdates: true, EhrFlavour: not EhrFlavour.Generic }
            ? new ParsedCommand.Mistake("--ehr-updates goes with --ehr-flavour generic: the others take no updates.")
            : new ParsedCommand.Run(options);
    }

    private static (string Name, string? Value) Split(string arg)
    {
        var equals = arg.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (arg, null) : (arg[..equals], arg[(equals + 1)..]);
    }

    private static ParsedCommand.Run? Apply(SandboxOptions options, string name, string? value) => (name, value) switch
    {
        ("--ehr-url", _) when UrlIn(value) is { } url => new(options with { EhrUrl = url }),
        ("--gateway-url", _) when UrlIn(value) is { } url => new(options with { GatewayUrl = url }),
        ("--smartapp-url", _) when UrlIn(value) is { } url => new(options with { SmartAppUrl = url }),
        ("--data", { Length: > 0 } directory) => new(options with { DataDirectory = Path.GetFullPath(directory) }),
        ("--ehr-flavour", "generic") => new(options with { EhrFlavour = EhrFlavour.Generic }),
        ("--ehr-flavour", "epic") => new(options with { EhrFlavour = EhrFlavour.Epic }),
        ("--ehr-flavour", "oracle") => new(options with { EhrFlavour = EhrFlavour.Oracle }),
        ("--ehr-flavour", "hl7v2") => new(options with { EhrFlavour = EhrFlavour.Hl7v2 }),
        ("--mllp-port", _) when ushort.TryParse(value, CultureInfo.InvariantCulture, out var port) && port > 0 => new(options with { MllpPort = port }),
        ("--tls-port", _) when ushort.TryParse(value, CultureInfo.InvariantCulture, out var port) && port > 0 => new(options with { TlsPort = port }),
        ("--families", _) when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var families) && families <= MostFamilies =>
            new(options with { Families = families }),
        ("--only", "ehr") => new(options with { Parts = SandboxPart.Ehr }),
        ("--only", "gateway") => new(options with { Parts = SandboxPart.Gateway }),
        ("--only", "smartapp") => new(options with { Parts = SandboxPart.SmartApp }),
        _ => null,
    };

    private static string Complaint(string name, string? value) => name switch
    {
        "--ehr-url" or "--gateway-url" or "--smartapp-url" => $"{name} needs a URL such as http://127.0.0.1:5080, not '{value}'.",
        "--data" => "--data needs a directory.",
        "--ehr-flavour" => $"--ehr-flavour takes generic, epic, oracle or hl7v2, not '{value}'.",
        "--mllp-port" or "--tls-port" => $"{name} needs a port, not '{value}'.",
        "--families" => $"--families takes a number up to {MostFamilies}, not '{value}'.",
        "--only" => $"--only takes ehr, gateway or smartapp, not '{value}'.",
        _ => $"There is no option {name}.",
    };

    private static Uri? UrlIn(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && url.AbsolutePath == "/" ? url : null;
}
