using System.Text.Json;
using Load.Replaying;

namespace Gateway.Tests.Bench;

public sealed class PostCommandTests : IDisposable
{
    private readonly ScratchDirectory _scratch = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Every_message_is_counted_once_by_outcome_reason_and_label()
    {
        await using var server = await FakeFhirServer.StartAsync(Cancelled);
        await File.WriteAllLinesAsync(
            _scratch.File("texts.jsonl"),
            [
                """{"text":"I have a sore knee","kind":"self"}""",
                """{"text":"Johnny got a fever today","kind":"other"}""",
                """{"text":"refuse me","kind":"other"}""",
                """{"text":"crash please","kind":"self"}""",
            ],
            Cancelled);
        var run = await ToolRun.OfAsync(
            "post", "--base", $"{server.FhirBase}", "--texts", _scratch.File("texts.jsonl"), "--label-field", "kind",
            "--concurrency", "3", "--json", _scratch.File("report.json"));

        Assert.Equal(1, run.ExitCode);
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(_scratch.File("report.json"), Cancelled));
        Assert.Equal(4, report.RootElement.GetProperty("requests").GetInt64());
        Assert.Equal(
            ["accepted:1", "held:1", "refused:1", "serverError:1"],
            report.RootElement.GetProperty("outcomes").EnumerateObject().Where(count => count.Value.GetInt64() > 0).Select(count => $"{count.Name}:{count.Value}"));
        Assert.Equal(
            ["Held mentions-relative", "Refused other-patient", "ServerError 500"],
            report.RootElement.GetProperty("reasons").EnumerateObject().Select(reason => reason.Name).Order());
        Assert.Equal(1, report.RootElement.GetProperty("labels").GetProperty("other").GetProperty("held").GetInt64());
        Assert.Contains("Refused other-patient", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_told_is_recorded_and_can_be_read_and_checked_later()
    {
        await using var server = await FakeFhirServer.StartAsync(Cancelled);
        var record = _scratch.File("record.tsv");
        var posted = await ToolRun.OfAsync(
            "post", "--base", $"{server.FhirBase}", "--count", "200", "--mix", "0.3", "--record", record, "--warmup", "10", "--idempotent");
        var records = await RecordFile.ReadAsync(record, Cancelled);
        var read = await ToolRun.OfAsync("read", "--base", $"{server.FhirBase}", "--record", record);
        var byLedger = await ToolRun.OfAsync("replay-check", "--record", record, "--verify-ehr", $"{server.Root}");
        var bySearch = await ToolRun.OfAsync("replay-check", "--record", record, "--ehr-fhir", $"{server.FhirBase}");

        Assert.Equal(200, records.Count);
        Assert.Equal(200, records.Select(message => message.Key).Distinct().Count());
        Assert.Equal([0, 0, 0, 0], [posted.ExitCode, read.ExitCode, byLedger.ExitCode, bySearch.ExitCode]);
    }

    [Fact]
    public async Task A_duplicate_in_the_ehr_fails_the_check()
    {
        await using var server = await FakeFhirServer.StartAsync(Cancelled, copies: 2);
        var run = await ToolRun.OfAsync("post", "--base", $"{server.FhirBase}", "--count", "5", "--verify-ehr", $"{server.Root}");
        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"duplicated\s+5", run.Output);
    }

    [Fact]
    public async Task A_held_message_in_the_ehr_fails_the_check()
    {
        await using var server = await FakeFhirServer.StartAsync(Cancelled, leaksHeld: true);
        await File.WriteAllTextAsync(_scratch.File("texts.jsonl"), """{"text":"Johnny got a fever today"}""", Cancelled);
        var run = await ToolRun.OfAsync(
            "post", "--base", $"{server.FhirBase}", "--texts", _scratch.File("texts.jsonl"), "--ehr-fhir", $"{server.FhirBase}");
        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"held but visible\s+1", run.Output);
    }

    [Fact]
    public async Task Each_chart_posts_with_its_own_token()
    {
        await using var server = await FakeFhirServer.StartAsync(Cancelled);
        await File.WriteAllLinesAsync(_scratch.File("charts"), ["anna", "ben", ""], Cancelled);
        var run = await ToolRun.OfAsync(
            "post", "--base", $"{server.FhirBase}", "--ehr", $"{server.Root}", "--charts", _scratch.File("charts"), "--token-per-chart", "--count", "4");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            ["Bearer token-of-anna", "Bearer token-of-anna", "Bearer token-of-ben", "Bearer token-of-ben"],
            server.Authorizations.Order());
    }

    [Fact]
    public async Task The_servers_processor_time_and_memory_are_reported_by_its_process_id()
    {
        await using var server = await FakeFhirServer.StartAsync(Cancelled);
        var run = await ToolRun.OfAsync(
            "post", "--base", $"{server.FhirBase}", "--count", "20", "--server-pid", $"{Environment.ProcessId}");
        Assert.Contains("server CPU ms per request", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"server peak RSS MB\s+[1-9]", run.Output);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_counted_as_no_answer()
    {
        var run = await ToolRun.OfAsync("post", "--base", "http://127.0.0.1:1/fhir", "--count", "2");
        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"NoAnswer\s+2", run.Output);
    }

    [Fact]
    public async Task Searches_take_their_queries_and_charts_in_turn()
    {
        await using var server = await FakeFhirServer.StartAsync(Cancelled);
        var run = await ToolRun.OfAsync(
            "search", "--base", $"{server.FhirBase}", "--query", "Communication?identifier=a|{chart}", "--query", "Communication/none", "--count", "10");
        Assert.Matches(@"Answered\s+5", run.Output);
        Assert.Matches(@"ClientError 404\s+5", run.Output);
        Assert.Equal(0, run.ExitCode);
    }
}
