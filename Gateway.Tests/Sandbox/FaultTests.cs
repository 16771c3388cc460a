using System.Net;
using System.Text;
using Gateway.Tests.Support;

namespace Gateway.Tests.Sandbox;

/// <summary>The EHR can be broken on purpose, and mends again.</summary>
public sealed class FaultTests(EhrFixture fixture) : IClassFixture<EhrFixture>, IAsyncLifetime
{
    private RunningEhr Ehr => fixture.Ehr;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        using var over = await Ehr.Http.DeleteAsync("/sandbox/faults", CancellationToken.None);
    }

    [Theory]
    [InlineData("down", HttpStatusCode.ServiceUnavailable)]
    [InlineData("error500", HttpStatusCode.InternalServerError)]
    [InlineData("refuse", HttpStatusCode.UnprocessableEntity)]
    [InlineData("chart-closed", HttpStatusCode.Forbidden)]
    [InlineData("merged-patient", HttpStatusCode.BadRequest)]
    [InlineData("too-many", HttpStatusCode.TooManyRequests)]
    public async Task A_failing_create_files_nothing(string mode, HttpStatusCode status)
    {
        await Ehr.FaultAsync(mode, "creates");
        var token = await Ehr.TokenAsync("system");
        Assert.Equal(status, await CreateAsync(token, $"fails-{mode}"));
        Assert.Equal(0, await CountAsync(token, $"fails-{mode}"));
        await Ehr.FaultAsync("none");
        Assert.Equal(HttpStatusCode.Created, await CreateAsync(token, $"fails-{mode}"));
    }

    [Fact]
    public async Task A_fault_with_a_count_is_over_after_so_many_requests()
    {
        await Ehr.FaultAsync("down", "creates", count: 2);
        var token = await Ehr.TokenAsync("system");
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            answers.Add(await CreateAsync(token, "counted"));
        }

        Assert.Equal([HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.Created], answers);
    }

    [Fact]
    public async Task A_fault_of_one_chart_leaves_the_others_alone_and_is_over_with_all_others()
    {
        using (var set = await Ehr.Http.PostAsync(
            "/sandbox/faults", new StringContent("""{"mode":"down","target":"creates","patient":"mark-smith"}""", Encoding.UTF8, "application/json"), Cancel))
        {
            set.EnsureSuccessStatusCode();
        }

        var token = await Ehr.TokenAsync("system");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await CreateAsync(token, "his", "mark-smith"));
        Assert.Equal(HttpStatusCode.Created, await CreateAsync(token, "hers"));
        using (var over = await Ehr.Http.DeleteAsync("/sandbox/faults", Cancel))
        {
            over.EnsureSuccessStatusCode();
        }

        Assert.Equal(HttpStatusCode.Created, await CreateAsync(token, "his", "mark-smith"));
    }

    [Fact]
    public async Task A_fault_of_reads_leaves_creates_alone()
    {
        await Ehr.FaultAsync("down", "reads");
        var token = await Ehr.TokenAsync("system");
        Assert.Equal(HttpStatusCode.Created, await CreateAsync(token, "reads-only"));
        using var read = await Ehr.SendAsync(HttpMethod.Get, "Patient/susie-smith", token, cancellationToken: Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, read.StatusCode);
        Assert.NotNull(read.Headers.RetryAfter);
    }

    [Fact]
    public async Task After_a_timeout_the_message_is_there_although_nobody_said_so()
    {
        await Ehr.FaultAsync("timeout-after-commit", "creates", count: 1);
        var token = await Ehr.TokenAsync("system");
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var waiting = Ehr.SendAsync(HttpMethod.Post, "Communication", token, Messages.About("susie-smith", "silent").ToJsonString(),
            cancellationToken: impatient.Token);
        while (await CountAsync(token, "silent") == 0)
        {
            await Task.Delay(20, Cancel);
        }

        Assert.False(waiting.IsCompleted);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_lost_answer_is_a_broken_connection_and_a_message_that_is_there()
    {
        await Ehr.FaultAsync("lost-answer", "creates", count: 1);
        var token = await Ehr.TokenAsync("system");
        await Assert.ThrowsAsync<HttpRequestException>(() => CreateAsync(token, "lost"));
        Assert.Equal(1, await CountAsync(token, "lost"));
    }

    [Fact]
    public async Task What_is_late_is_there_though_its_sender_has_hung_up()
    {
        await Ehr.FaultAsync("late", "creates", count: 1, ms: 1000);
        var token = await Ehr.TokenAsync("system");
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var waiting = Ehr.SendAsync(HttpMethod.Post, "Communication", token, Messages.About("susie-smith", "late").ToJsonString(), cancellationToken: impatient.Token);
        await Task.Delay(100, Cancel);
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        for (var attempt = 0; attempt < 600 && await CountAsync(token, "late") == 0; attempt++)
        {
            await Task.Delay(100, Cancel);
        }

        Assert.Equal(1, await CountAsync(token, "late"));
    }

    [Fact]
    public async Task A_malformed_answer_is_no_FHIR_and_the_message_is_there()
    {
        await Ehr.FaultAsync("malformed", "creates", count: 1);
        var token = await Ehr.TokenAsync("system");
        using var answer = await Ehr.SendAsync(
            HttpMethod.Post, "Communication", token, Messages.About("susie-smith", "mumbled").ToJsonString(), cancellationToken: Cancel);
        Assert.Equal((HttpStatusCode.Created, null), (answer.StatusCode, answer.Headers.Location));
        Assert.StartsWith("<html>", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync(token, "mumbled"));
    }

    [Fact]
    public async Task A_slow_EHR_answers_right()
    {
        await Ehr.FaultAsync("slow", ms: 50, count: 1);
        Assert.Equal(HttpStatusCode.Created, await CreateAsync(await Ehr.TokenAsync("system"), "slow"));
    }

    [Theory]
    [InlineData("""{"mode":"angry"}""")]
    [InlineData("""{"mode":"down","target":"some"}""")]
    [InlineData("""{"mode":"tls"}""")]
    [InlineData("not json")]
    [InlineData("[]")]
    public async Task A_fault_it_does_not_know_is_refused(string body)
    {
        using var answer = await Ehr.Http.PostAsync("/sandbox/faults", new StringContent(body, Encoding.UTF8, "application/json"), Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<HttpStatusCode> CreateAsync(string token, string identifier, string patient = "susie-smith")
    {
        var body = Messages.About(patient, identifier).ToJsonString();
        using var answer = await Ehr.SendAsync(HttpMethod.Post, "Communication", token, body, cancellationToken: Cancel);
        return answer.StatusCode;
    }

    private async Task<int> CountAsync(string token, string identifier) =>
        (await Ehr.GetAsync($"Communication?identifier={Messages.System}|{identifier}", token, Cancel)).GetProperty("total").GetInt32();
}
