using System.Collections.Frozen;
using System.Text.Json;

namespace Sandbox.Ehr.Faults;

/// <summary>Lets a test or a curious developer break the EHR: <c>/sandbox/faults</c>, which no real EHR has.</summary>
internal static class FaultEndpoints
{
    private static readonly FrozenDictionary<string, FaultMode> Modes = Enum.GetValues<FaultMode>().ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    public static void AddFaults(this WebApplicationBuilder builder) => builder.Services.AddSingleton<FaultBoard>();

    public static void MapFaults(this IEndpointRouteBuilder app)
    {
        var faults = app.MapGroup("/sandbox/faults").AllowAnonymous();
        faults.MapGet("", (FaultBoard board) => Describe(board));
        faults.MapDelete("", (FaultBoard board) =>
        {
            board.Clear();
            return Describe(board);
        });
        faults.MapPost("", SetAsync);
    }

    private static async Task<IResult> SetAsync(HttpRequest request, FaultBoard board, TlsDoor door, CancellationToken cancellationToken)
    {
        JsonElement body;
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
            body = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return Wrong("The body is not JSON.");
        }

        if (body.ValueKind != JsonValueKind.Object || Text(body, "mode") is not { } name || !Modes.TryGetValue(name, out var mode))
        {
            return Wrong($"mode is one of {string.Join(", ", Modes.Keys.Order(StringComparer.Ordinal))}.");
        }

        if (TargetOf(Text(body, "target") ?? "all") is not { } target)
        {
            return Wrong("target is one of all, reads or creates.");
        }

        var patient = Text(body, "patient");
        if (mode == FaultMode.Tls && (!door.IsThere || target != FaultTarget.All || patient is not null))
        {
            return Wrong("tls needs an EHR that was started with --tls-port, and hits connections: it takes no target and no patient.");
        }

        var fault = new Fault(mode, target, TimeSpan.FromMilliseconds(Number(body, "ms") ?? 1000));
        if (patient is not null)
        {
            board.Set(patient, fault, Number(body, "count"));
        }
        else
        {
            board.Set(fault, Number(body, "count"));
        }

        if (mode == FaultMode.Tls)
        {
            door.HangUp();
        }

        return Describe(board);
    }

    private static IResult Describe(FaultBoard board)
    {
        var (fault, left) = board.Current;
        var mode = NameOf(fault.Mode);
        var count = left is { } number ? $",\"count\":{number}" : "";
        var target = fault.Target.ToString().ToLowerInvariant();
        return Results.Text($$"""{"mode":"{{mode}}","target":"{{target}}","ms":{{(long)fault.Delay.TotalMilliseconds}}{{count}}}""", "application/json");
    }

    private static string NameOf(FaultMode mode) => mode switch
    {
        FaultMode.None => "none",
        FaultMode.Down => "down",
        FaultMode.Slow => "slow",
        FaultMode.Error500 => "error500",
        FaultMode.TimeoutAfterCommit => "timeout-after-commit",
        FaultMode.Late => "late",
        FaultMode.LostAnswer => "lost-answer",
        FaultMode.Malformed => "malformed",
        FaultMode.Conflict => "conflict",
        FaultMode.Precondition => "precondition",
        FaultMode.TooMany => "too-many",
        FaultMode.Refuse => "refuse",
        FaultMode.ChartClosed => "chart-closed",
        FaultMode.MergedPatient => "merged-patient",
        FaultMode.OtherAnswer => "other-answer",
        FaultMode.CutOff => "cut-off",
        FaultMode.Tls => "tls",
    };

    private static FaultTarget? TargetOf(string text) => text switch
    {
        "all" => FaultTarget.All,
        "reads" => FaultTarget.Reads,
        "creates" => FaultTarget.Creates,
        _ => null,
    };

    private static IResult Wrong(string text) => Results.Text(text, "text/plain", statusCode: StatusCodes.Status400BadRequest);

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0
            ? number
            : null;
}
