using System.CommandLine;
using System.Globalization;

namespace Load.Targets;

/// <summary>The options that say which server, which charts and which tokens.</summary>
internal sealed class TargetArguments(TimeProvider clock)
{
    private const int ConcurrentTokenRequests = 8;

    private static readonly Uri DefaultBase = new("http://127.0.0.1:5080/fhir");

    private readonly Option<Uri?> _fhirBase = HttpAddress.Option("--base", $"FHIR base of the server under load; by default {DefaultBase}.", "-b");

    private readonly Option<string?> _token = new("--token", "-t") { Description = "Bearer token; without one, and without --ehr or --token-url, requests carry none." };

    private readonly Option<Uri?> _ehr = HttpAddress.Option("--ehr", "The Sandbox's EHR, e.g. http://127.0.0.1:5090: asked for tokens, and for charts with --charts N.");

    private readonly Option<Uri?> _tokenUrl = HttpAddress.Option("--token-url", "Where to fetch a token; by default {ehr}/sandbox/token.");

    private readonly Option<string?> _user = new("--user") { Description = "The user to fetch a token for; by default the patient." };

    private readonly Option<string> _client = new("--client") { Description = "The client to fetch a token for.", DefaultValueFactory = _ => "portal" };

    private readonly Option<string> _patient = new("--patient") { Description = "The chart: subject and sender of each message.", DefaultValueFactory = _ => "susie-smith" };

    private readonly Option<string?> _charts = new("--charts") { Description = "Several charts in turn: a file with one patient id a line, or how many adults of --ehr." };

    private readonly Option<bool> _tokenPerChart = new("--token-per-chart") { Description = "Fetch a token for each chart, as its own patient." };

    public void AddTo(Command command)
    {
        command.Add(_fhirBase);
        command.Add(_token);
        command.Add(_ehr);
        command.Add(_tokenUrl);
        command.Add(_user);
        command.Add(_client);
        command.Add(_patient);
        command.Add(_charts);
        command.Add(_tokenPerChart);
    }

    /// <summary>The target that the options describe, its tokens fetched.</summary>
    public async Task<Target> BindAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var sandbox = parsed.GetValue(_ehr) is { } ehrUrl ? new SandboxEhr(http, ehrUrl) : null;
        var ids = await ChartsAsync(parsed, sandbox, cancellationToken);
        var source = parsed.GetValue(_tokenUrl) ?? sandbox?.TokenUrl;
        var tokens = parsed.GetValue(_tokenPerChart)
            ? await TokensAsync(http, Required(source), ids, parsed.GetRequiredValue(_client), cancellationToken)
            : [];
        var shared = parsed.GetValue(_token);
        if (shared is null && source is not null && tokens.Count == 0)
        {
            var chart = parsed.GetRequiredValue(_patient);
            shared = await SandboxEhr.TokenAsync(
                http, source, parsed.GetValue(_user) ?? chart, chart, parsed.GetRequiredValue(_client), cancellationToken);
        }

        return new Target(parsed.GetValue(_fhirBase) ?? DefaultBase, ids, tokens, shared);
    }

    /// <summary>One token for each chart, each as its own patient.</summary>
    public static async Task<Dictionary<string, string>> TokensAsync(
        HttpClient http, Uri source, IReadOnlyList<string> _charts, string _client, CancellationToken cancellationToken)
    {
        var tokens = new string[_charts.Count];
        var limit = new ParallelOptions { MaxDegreeOfParallelism = ConcurrentTokenRequests, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, _charts.Count, limit, async (i, stop) =>
            tokens[i] = await SandboxEhr.TokenAsync(http, source, _charts[i], _charts[i], _client, stop));
        return _charts.Zip(tokens).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }

    private async Task<IReadOnlyList<string>> ChartsAsync(ParseResult parsed, SandboxEhr? sandbox, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_charts) is not { } source)
        {
            return [parsed.GetRequiredValue(_patient)];
        }

        if (int.TryParse(source, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return sandbox is null
                ? throw new CannotRunException("--charts N asks the Sandbox's EHR: name it with --ehr.")
                : await sandbox.AdultsAsync(count, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), cancellationToken);
        }

        var lines = await File.ReadAllLinesAsync(source, cancellationToken);
        string[] ids = [.. lines.Select(line => line.Trim()).Where(line => line.Length > 0).Distinct(StringComparer.Ordinal)];
        return ids.Length > 0 ? ids : throw new CannotRunException($"{source} names no chart.");
    }

    private static Uri Required(Uri? source) =>
        source ?? throw new CannotRunException("--token-per-chart needs --ehr or --token-url.");
}
