using Gateway.Storage;
using Gateway.Topics;

namespace Gateway.Notifications;

/// <summary>What is due when, and what follows a send. Pure.</summary>
internal static class SendPolicy
{
    /// <summary>The endpoint says that nobody listens there any more.</summary>
    public const string Gone = "410";

    public static Due DueOf(LiveSubscription live, DateTimeOffset now) => live switch
    {
        { Row: var row } when row.EndsAt <= now => Due.End,
        { Row.Status: TopicStatus.Requested or TopicStatus.Active, Terms: null } => Due.Fail,
        { Delivery: var delivery } when delivery.DueAt > now => Due.Nothing,
        { Row.Status: TopicStatus.Requested } => Due.Handshake,
        { Row.Status: TopicStatus.Active, Pending: > 0 } => Due.Events,
        { Row.Status: TopicStatus.Active, Terms.Heartbeat: { } period } when (live.Delivery.HeardAt ?? live.Row.ChangedAt) + period <= now => Due.Heartbeat,
        _ => Due.Nothing,
    };

    /// <summary>Whether its endpoint may well hang until its time runs out: it was not heard from the last time, or never.</summary>
    public static bool IsDoubtful(LiveSubscription live, Due due) => due == Due.Handshake || live.Delivery.FailingSince is not null;

    /// <summary>Half of the places: were many endpoints to hang, they would keep all of them, and every other subscriber would wait.</summary>
    public static int PlacesForDoubtful(int places) => Math.Max(1, places / 2);

    /// <param name="due">What was sent.</param>
    /// <param name="fault">Why it was not taken, as a code; null if it was.</param>
    /// <param name="attempts">Sends begun since the last that succeeded, this one included.</param>
    /// <param name="failingSince">When the first of them failed; none if none did before.</param>
    /// <param name="now">Now.</param>
    /// <param name="options">How patient to be.</param>
    /// <param name="chance">From 0 to 1: what failed together is not repeated together.</param>
    public static SendStep After(Due due, string? fault, int attempts, DateTimeOffset? failingSince, DateTimeOffset now, TopicsOptions options, double chance) => fault switch
    {
        null => new SendStep.Done(),

        // The guide has it so: a handshake that fails is an error at once.
        _ when due == Due.Handshake => new SendStep.GiveUp(fault),
        Gone => new SendStep.GiveUp(fault),
        _ when failingSince is { } since && now - since >= TimeSpan.FromHours(options.GiveUpHours) => new SendStep.GiveUp(fault),
        _ => new SendStep.RetryIn(Backoff(attempts, options, chance), fault),
    };

    private static TimeSpan Backoff(int attempts, TopicsOptions options, double chance) => TimeSpan.FromSeconds(
        Math.Min(options.MaxRetrySeconds, options.FirstRetrySeconds * Math.Pow(2, Math.Clamp(attempts - 1, 0, 30))) * (1 - (0.2 * chance)));
}
