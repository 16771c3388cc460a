using System.Collections.Immutable;

namespace Gateway.Guidance;

/// <summary>What the sender of an emergency is told to do now: policy data, by language.</summary>
/// <param name="DefaultLanguage">For a sender whose language is not among them, or not known.</param>
/// <param name="ByLanguage">The sentences, by language as in BCP 47: <c>es</c>, or <c>es-MX</c> where it differs.</param>
internal sealed record AdviceRules(string DefaultLanguage, ImmutableDictionary<string, AdviceSentences> ByLanguage);

/// <summary>The sentences of one language.</summary>
/// <param name="Emergency">Of any emergency.</param>
/// <param name="SuicidalCrisis">Of somebody who may want to die.</param>
/// <param name="Poisoning">Of a poison or too much of a medicine.</param>
/// <param name="GivenBack">Said with it when the message was not taken in.</param>
/// <param name="TakenIn">Said with it when the message was taken in.</param>
internal sealed record AdviceSentences(SpokenAdvice Emergency, SpokenAdvice SuicidalCrisis, SpokenAdvice Poisoning, string GivenBack, string TakenIn)
{
    public SpokenAdvice For(EmergencyKind kind) => kind switch
    {
        EmergencyKind.SuicidalCrisis => SuicidalCrisis,
        EmergencyKind.Emergency => Emergency,
        EmergencyKind.Poisoning => Poisoning,
    };
}

/// <summary>One thing to do, and whom to call for it.</summary>
/// <param name="Text">A plain sentence, with the number in it.</param>
/// <param name="Call">The numbers for an app to offer, as <c>tel:</c> or <c>sms:</c> addresses.</param>
internal sealed record SpokenAdvice(string Text, ImmutableArray<string> Call);
