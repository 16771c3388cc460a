using Hl7.Fhir.Model;
using SmartApp.Texts;

namespace SmartApp.Connections;

/// <summary>Says why something was not done: in the gateway's own sentences, or that it did not answer, or that one has to sign in again.</summary>
internal static class Refusals
{
    public static IEnumerable<string> Of<T>(FhirReply<T> reply, Words words)
        where T : Resource => reply switch
        {
            { LaunchEnded: true } => [words["ended.text"]],
            { IsAway: true } => [words["problem.away"]],
            _ => reply.Sentences.DefaultIfEmpty(words["problem.away"]),
        };
}
