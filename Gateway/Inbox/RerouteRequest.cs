using System.Collections.Immutable;
using Gateway.References;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Inbox;

/// <summary>Who shall get a Task, and why.</summary>
internal sealed record RerouteRequest(ResourceKey? Pool, ResourceKey? Person, string Reason, string? Note)
{
    public const string InBodyOnly = "note";

    public static readonly string[] Parameters = ["pool", "person", "reason", InBodyOnly];

    /// <summary>The codes of reroute-reason.</summary>
    public static readonly ImmutableArray<string> Reasons = ["wrong-pool", "needs-clinician", "not-clinical", "wrong-person", "absent", "other"];

    private const int LongestNote = 1000;

    /// <summary>The request, or everything that is wrong with it.</summary>
    public static (RerouteRequest? Request, ImmutableArray<Issue> Issues) Read(IReadOnlyDictionary<string, string> inputs)
    {
        var issues = ImmutableArray.CreateBuilder<Issue>();
        var (pool, person) = (KeyOf("pool"), KeyOf("person"));
        var reason = inputs.GetValueOrDefault("reason");
        if (reason is null || !Reasons.Contains(reason))
        {
            issues.Add(Wrong($"reason is needed, and one of {string.Join(", ", Reasons)}."));
        }

        if (!inputs.ContainsKey("pool") && !inputs.ContainsKey("person"))
        {
            issues.Add(Wrong("Say who gets it: pool, person or both."));
        }

        if (person is { } somebody && somebody.Type is not ("Practitioner" or "PractitionerRole"))
        {
            issues.Add(Wrong("person is a Practitioner or a PractitionerRole."));
        }

        var note = inputs.GetValueOrDefault(InBodyOnly);
        if (note is { Length: > LongestNote } || (note is not null && string.IsNullOrWhiteSpace(note)))
        {
            issues.Add(Wrong($"note is text of {LongestNote} characters at most."));
        }

        return issues.Count > 0 ? (null, issues.DrainToImmutable()) : (new RerouteRequest(pool, person, reason!, note), []);

        ResourceKey? KeyOf(string name)
        {
            if (!inputs.TryGetValue(name, out var text))
            {
                return null;
            }

            if (ResourceKey.TryParse(text, out var key))
            {
                return key;
            }

            issues.Add(Wrong($"{name} is a reference of the form Type/id."));
            return null;
        }
    }

    private static Issue Wrong(string sentence) => new(OperationOutcome.IssueType.Invalid, sentence);
}
