using System.Diagnostics.Metrics;
using Gateway.Connections;
using Gateway.Replies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Replies;

/// <summary>What operators are told of replies, whatever has become of them.</summary>
public sealed class ReplyMetricsTests : IDisposable
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
    private readonly EhrOptions options = new();
    private readonly MeterListener listener = new();
    private readonly IMeterFactory meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
    private readonly List<string> told = [];

    public ReplyMetricsTests()
    {
        listener.InstrumentPublished = (instrument, all) =>
        {
            if (instrument.Meter.Scope == meters)
            {
                all.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => told.Add($"{instrument.Name} {value} {Text(tags)}"));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => told.Add($"{instrument.Name} {value} {Text(tags)}"));
        listener.Start();
    }

    public static TheoryData<Type> Results => [.. typeof(ReplyResult).GetNestedTypes()];

    public void Dispose() => listener.Dispose();

    [Theory]
    [MemberData(nameof(Results))]
    public void Each_result_is_counted_or_is_nothing_to_count(Type result)
    {
        var made = result switch
        {
            _ when result == typeof(ReplyResult.Ignored) => new ReplyResult.Ignored(ReplyKind.NotToPatient),
            _ when result == typeof(ReplyResult.Refused) => new ReplyResult.Refused("unreadable"),
            _ when result == typeof(ReplyResult.Later) => new ReplyResult.Later("charts-unavailable"),
            _ => (ReplyResult)Activator.CreateInstance(result)!,
        };

        Metrics().Took(made);

        var isSilent = made is ReplyResult.Ours or ReplyResult.Known or ReplyResult.Later;
        Assert.Equal(isSilent ? [] : [$"gateway.replies.messages 1 connection=ehr outcome={result.Name.ToLowerInvariant()}{(made is ReplyResult.Ignored ? " why=not-to-patient" : "")}"], told);
    }

    [Fact]
    public void Each_kind_that_is_ignored_has_a_code()
    {
        foreach (var kind in Enum.GetValues<ReplyKind>().Except([ReplyKind.Answer, ReplyKind.Conversation]))
        {
            Metrics().Took(new ReplyResult.Ignored(kind));
        }

        Assert.Equal(5, told.Distinct().Count());
    }

    [Fact]
    public void Its_age_counts_from_the_last_look_that_came_to_its_end_or_from_the_start()
    {
        var metrics = Metrics();
        clock.Advance(TimeSpan.FromSeconds(90));
        listener.RecordObservableInstruments();
        metrics.ReadAt = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromSeconds(7));
        listener.RecordObservableInstruments();
        options.Replies.Enabled = false;
        listener.RecordObservableInstruments();

        Assert.Equal(["gateway.replies.age 90 connection=ehr", "gateway.replies.age 7 connection=ehr"], told);
    }

    private ReplyMetrics Metrics() => new(meters, Options.Create(options), clock);

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) => string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
}
