using System.CommandLine;
using Load.Targets;

namespace Load.Replaying;

/// <summary>The options that say which EHR to look into, and how long to wait for it.</summary>
internal sealed class ReplayArguments
{
    private readonly Option<Uri?> _sandbox = HttpAddress.Option("--verify-ehr", "The Sandbox's EHR: wait until each accepted message is in it, exactly once, and no held one.");

    private readonly Option<Uri?> _fhir = HttpAddress.Option("--ehr-fhir", "The same against any other EHR's FHIR base, by a search for each message's identifier.");

    private readonly Option<string?> _token = new("--ehr-token") { Description = "Bearer token for --ehr-fhir." };

    private readonly Option<int> _patience = new("--settle") { Description = "Longest wait for the EHR, in seconds.", DefaultValueFactory = _ => 60 };

    public void AddTo(Command command)
    {
        command.Add(_sandbox);
        command.Add(_fhir);
        command.Add(_token);
        command.Add(_patience);
    }

    /// <summary>Checks if an EHR is named; true when there was nothing to complain about.</summary>
    public async Task<bool> CheckAsync(
        ParseResult parsed, IReadOnlyList<MessageRecord> told, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        if (LedgerFrom(parsed, http) is not { } ledger)
        {
            return true;
        }

        var findings = await new ReplayCheck(ledger, clock).RunAsync(
            told, default, TimeSpan.FromSeconds(parsed.GetValue(_patience)), cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync();
        await parsed.InvocationConfiguration.Output.WriteAsync(findings.Render());
        return findings.Clean;
    }

    public bool NamesAnEhr(ParseResult parsed) => parsed.GetValue(_sandbox) is not null || parsed.GetValue(_fhir) is not null;

    private IEhrLedger? LedgerFrom(ParseResult parsed, HttpClient http) => (parsed.GetValue(_sandbox), parsed.GetValue(_fhir)) switch
    {
        ({ } ehr, _) => new SandboxLedger(http, ehr),
        (null, { } fhirBase) => new FhirLedger(http, fhirBase, parsed.GetValue(_token)),
        (null, null) => null,
    };
}
