using System.Collections.Immutable;
using System.Text.Json;
using Fhir.Profiles;
using Gateway.Triage;
using Hl7.Fhir.Model;

namespace Gateway.Messages;

/// <summary>What a message asks for: what its text says, and what its topic says that it is for. Pure.</summary>
internal static class IntentPolicy
{
    /// <summary>
    /// The intents, most likely first. A topic stands in front of an errand and of what merely asks for nothing; but where the text speaks of an illness,
    /// that is what the message is about, whatever box it was written in.
    /// </summary>
    public static ImmutableArray<Intent> Intents(TriageSignals signals, Communication message)
    {
        var read = TriagePolicy.Rank(signals);
        if (TopicOf(message) is not { } topic)
        {
            return [.. read];
        }

        return (IsCare(topic), SpeaksOfCare(signals)) switch
        {
            (true, _) => [topic, .. read.Where(intent => intent != topic)],
            (false, true) => [.. read.Union([topic])],
            (false, false) => [topic, .. read.Where(intent => intent != topic && !IsCare(intent))],
        };
    }

    private static Intent? TopicOf(Communication message) => message.Topic?.Coding
        .Where(coding => coding.System == Canonicals.RecipientPurposes)
        .SelectMany(coding => Enum.GetValues<Intent>().Where(intent => JsonNamingPolicy.KebabCaseLower.ConvertName(intent.ToString()) == coding.Code))
        .Select(intent => (Intent?)intent)
        .FirstOrDefault();

    private static bool SpeaksOfCare(TriageSignals signals) => signals.RedFlags.Length > 0 || signals.IntentHits.Any(hit => IsCare(hit.Intent));

    private static bool IsCare(Intent intent) => intent is Intent.Clinical or Intent.NewSymptom;
}
