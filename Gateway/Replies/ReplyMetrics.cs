using System.Diagnostics;
using System.Diagnostics.Metrics;
using Gateway.Connections;
using Microsoft.Extensions.Options;

namespace Gateway.Replies;

/// <summary>Counts for operators what came from the EHR: by connection and outcome, never by chart or message.</summary>
internal sealed class ReplyMetrics
{
    public const string MeterName = "FhirMessaging.Gateway";

    private readonly Counter<long> messages;
    private readonly Counter<long> looks;
    private readonly ObservableGauge<double> age;
    private readonly KeyValuePair<string, object?> connection;
    private long readAt;

    public ReplyMetrics(IMeterFactory meters, IOptions<EhrOptions> ehr, TimeProvider clock)
    {
        var (meter, began) = (meters.Create(MeterName), clock.GetUtcNow());
        connection = Tag("connection", ehr.Value.Name);
        messages = meter.CreateCounter<long>("gateway.replies.messages", "{message}", "Messages read from the EHR, by what has become of them.");
        looks = meter.CreateCounter<long>("gateway.replies.looks", "{look}", "Looks into the EHR, by fault.");
        age = meter.CreateObservableGauge(
            "gateway.replies.age",
            () => ehr.Value.ReadsReplies ? [new Measurement<double>((clock.GetUtcNow() - (ReadAt ?? began)).TotalSeconds, connection)] : Array.Empty<Measurement<double>>(),
            "s",
            "Since when it is not known what clinicians have written in the EHR.");
    }

    /// <summary>When the EHR was last read to its end, as far as this process knows.</summary>
    public DateTimeOffset? ReadAt
    {
        get => Volatile.Read(ref readAt) is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        set => Volatile.Write(ref readAt, value?.UtcTicks ?? 0);
    }

    public void Took(ReplyResult result)
    {
        if (result is ReplyResult.Ignored ignored)
        {
            messages.Add(1, connection, Tag("outcome", "ignored"), Tag("why", CodeOf(ignored.Kind)));
        }
        else if (OutcomeOf(result) is { } outcome)
        {
            messages.Add(1, connection, Tag("outcome", outcome));
        }
    }

    public void Looked(string? fault) => looks.Add(1, connection, Tag("fault", fault ?? "none"));

    private static string? OutcomeOf(ReplyResult result) => result switch
    {
        ReplyResult.Filed => "filed",
        ReplyResult.Held => "held",
        ReplyResult.Corrected => "corrected",
        ReplyResult.Ended => "ended",
        ReplyResult.Refused => "refused",
        ReplyResult.Ours or ReplyResult.Known or ReplyResult.Ignored or ReplyResult.Later => null,
        _ => throw new UnreachableException(),
    };

    private static string CodeOf(ReplyKind kind) => kind switch
    {
        ReplyKind.NotSent => "not-sent",
        ReplyKind.NotFromClinic => "not-from-clinic",
        ReplyKind.NotToPatient => "not-to-patient",
        ReplyKind.WithoutSubject => "without-subject",
        ReplyKind.ConversationNotWanted => "conversation-not-wanted",
        ReplyKind.Answer or ReplyKind.Conversation => throw new UnreachableException(),
    };

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
