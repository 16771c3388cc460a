using Gateway.Connections;
using Gateway.Tests.Support;

namespace Gateway.Tests.Connections;

/// <summary>A read of the EHR's FHIR API: what its caller is told, and what is tried again quickly.</summary>
public sealed class EhrClientTests : IAsyncLifetime
{
    private readonly MovedClock _clock = new();
    private GuardedEhr _ehr = null!;
    private ConnectedHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _ehr = await GuardedEhr.StartAsync(Cancellation);
        _host = ConnectedHost.To(_ehr.FhirBase, clock: _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _ehr.DisposeAsync();
    }

    [Fact]
    public async Task What_is_there_is_found()
    {
        _ehr.FirstStatuses.Enqueue(200);

        Assert.Empty(Assert.IsType<EhrAnswer.Found>(await ReadAsync()).Content);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        _ehr.FirstStatuses.Enqueue(404);

        Assert.Equal(new EhrAnswer.NotFound(), await ReadAsync());
    }

    [Fact]
    public async Task What_was_deleted_is_gone()
    {
        _ehr.FirstStatuses.Enqueue(410);

        Assert.Equal(new EhrAnswer.Gone(), await ReadAsync());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(302)]
    public async Task A_no_is_a_refusal_and_is_not_asked_again(int status)
    {
        _ehr.FirstStatuses.Enqueue(status);

        Assert.Equal(new EhrAnswer.Refused(status, $"{status}"), await ReadAsync());
        Assert.Single(_ehr.Calls);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(408)]
    public async Task A_passing_failure_of_a_read_is_asked_again(int status)
    {
        _ehr.FirstStatuses.Enqueue(status);
        _ehr.FirstStatuses.Enqueue(status);
        _ehr.FirstStatuses.Enqueue(200);

        Assert.IsType<EhrAnswer.Found>(await ReadAsync());
        Assert.Equal(3, _ehr.Calls.Count);
    }

    [Fact]
    public async Task A_lasting_failure_is_unavailable()
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            _ehr.FirstStatuses.Enqueue(503);
        }

        Assert.Equal(new EhrAnswer.Unavailable("503"), await ReadAsync());
    }

    [Fact]
    public async Task After_many_failures_reads_are_not_even_sent_but_creates_are_and_when_one_succeeds_all_are_again()
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            _ehr.FirstStatuses.Enqueue(500);
        }

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ReadAsync()));

        Assert.Equal(new EhrAnswer.Unavailable(EhrFault.CircuitOpen), await ReadAsync());
        Assert.Equal(new EhrCreation.Unavailable("500"), await _host.Get<EhrClient>().CreateAsync("Communication", "{}"u8.ToArray(), Cancellation));

        // One asks, and fails: the others go on waiting.
        _clock.Advance(TimeSpan.FromSeconds(5));
        var asked = _ehr.Calls.Count;
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ReadAsync()));
        Assert.Equal(asked + 1, _ehr.Calls.Count);
        Assert.Equal(new EhrAnswer.Unavailable(EhrFault.CircuitOpen), await ReadAsync());

        _clock.Advance(TimeSpan.FromSeconds(5));
        _ehr.FirstStatuses.Clear();
        for (var read = 0; read < 6; read++)
        {
            _ehr.FirstStatuses.Enqueue(200);
        }

        Assert.IsType<EhrAnswer.Found>(await ReadAsync());
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ReadAsync())), answer => Assert.IsType<EhrAnswer.Found>(answer));
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_told_so()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _host.Get<EhrClient>().ReadAsync("Patient/susie-smith", gone.Token));
    }

    [Fact]
    public async Task A_search_puts_its_parameters_in_the_body()
    {
        _ehr.FirstStatuses.Enqueue(200);

        Assert.IsType<EhrAnswer.Found>(await SearchAsync());
        Assert.Equal(("/fhir/Patient/_search", "identifier=urn%3Amrn%7C1"), Assert.Single(_ehr.Requests));
    }

    [Fact]
    public async Task A_passing_failure_of_a_search_is_asked_again_with_the_same_body()
    {
        _ehr.FirstStatuses.Enqueue(503);
        _ehr.FirstStatuses.Enqueue(200);

        Assert.IsType<EhrAnswer.Found>(await SearchAsync());
        Assert.Equal(2, _ehr.Requests.Count);
        Assert.Single(_ehr.Requests.Distinct());
    }

    [Theory]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(410)]
    public async Task An_EHR_without_search_by_POST_has_not_said_that_nobody_is_there(int status)
    {
        _ehr.FirstStatuses.Enqueue(status);

        Assert.Equal(new EhrAnswer.Refused(status, $"{status}"), await SearchAsync());
    }

    private Task<EhrAnswer> SearchAsync() =>
        _host.Get<EhrClient>().SearchAsync("Patient", [KeyValuePair.Create("identifier", "urn:mrn|1")], Cancellation);

    private Task<EhrAnswer> ReadAsync() => _host.Get<EhrClient>().ReadAsync("Patient/susie-smith", Cancellation);
}
