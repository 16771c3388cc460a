using System.Collections.Immutable;
using Gateway.Engagement;
using Gateway.References;
using Gateway.Triage;

namespace Gateway.Evisits;

/// <summary>Whether messages may be billed as online digital visits, and by which rules the time that clinicians spend on them is counted: policy data.</summary>
/// <param name="Offered">Whether anything is billed at all.</param>
/// <param name="Notice">What is said before anybody writes what may be billed, by language.</param>
/// <param name="Evaluations">What a message must ask for to be a visit: errands are none.</param>
/// <param name="Families">Who reports which codes, the first that is reached counts.</param>
/// <param name="Consent">What patients agree to; without it nothing is billed.</param>
/// <param name="WindowDays">Over how many days time is added up.</param>
/// <param name="WindowFrom">What these days begin with.</param>
internal sealed record EvisitRules(
    bool Offered,
    ImmutableDictionary<string, string> Notice,
    ImmutableArray<Intent> Evaluations,
    ImmutableArray<CodeFamily> Families,
    BillingConsent? Consent = null,
    int WindowDays = 7,
    WindowStart WindowFrom = WindowStart.FirstMessage)
{
    /// <summary>Nothing is billed.</summary>
    public static EvisitRules None { get; } = new(false, ImmutableDictionary<string, string>.Empty, [], []);
}

/// <summary>Codes of which one is reported for the time of a window, and who reports them.</summary>
/// <param name="Performers">Clinicians, and teams whose members they are.</param>
/// <param name="Levels">The codes by how much time they stand for, the least first.</param>
/// <param name="System">The code system.</param>
internal sealed record CodeFamily(ImmutableArray<ResourceKey> Performers, ImmutableArray<CodeLevel> Levels, string System = CodeFamily.Cpt)
{
    public const string Cpt = "http://www.ama-assn.org/go/cpt";
}

/// <summary>A code, and from how many full minutes on it is reported.</summary>
internal sealed record CodeLevel(string Code, int FromMinutes);

/// <summary>The consent to be billed.</summary>
/// <param name="Agreement">Its text, signed like the agreement on messaging.</param>
/// <param name="ValidDays">How long it counts from when it was given; none: until it is taken back.</param>
internal sealed record BillingConsent(AgreementRules Agreement, int? ValidDays = null);

/// <summary>What the days of a window begin with.</summary>
internal enum WindowStart
{
    /// <summary>The patient's first message.</summary>
    FirstMessage,

    /// <summary>The first time that somebody who reports codes spent on it.</summary>
    FirstReview,
}
