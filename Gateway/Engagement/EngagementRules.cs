using System.Collections.Immutable;

namespace Gateway.Engagement;

/// <summary>What patients and their proxies agree to when they write: policy data.</summary>
/// <param name="Notice">What is said before anybody writes (when not to write here, how soon an answer comes), by language.</param>
/// <param name="MostCharacters">How long a message may be, in characters as a person counts them; none: as long as the server takes.</param>
/// <param name="Agreement">What must be signed before messages are taken; none: nothing.</param>
internal sealed record EngagementRules(ImmutableDictionary<string, string> Notice, int? MostCharacters = null, AgreementRules? Agreement = null)
{
    /// <summary>Nothing is agreed.</summary>
    public static EngagementRules None { get; } = new(ImmutableDictionary<string, string>.Empty);
}

/// <summary>The agreement that is in force.</summary>
/// <param name="Version">The version that is signed today.</param>
/// <param name="AlsoAccepted">Earlier versions that are as good.</param>
/// <param name="EarlierUntil">Until the end of this day any earlier version will do, so that nobody is stopped on the day of a change.</param>
/// <param name="Texts">Title and address of the text, by language.</param>
internal sealed record AgreementRules(
    string Version, ImmutableDictionary<string, AgreementText> Texts, ImmutableArray<string>? AlsoAccepted = null, DateOnly? EarlierUntil = null);

/// <summary>Where a person reads what is to be signed.</summary>
internal sealed record AgreementText(string Title, Uri Address);
