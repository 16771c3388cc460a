using System.Collections.Immutable;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Hl7.Fhir.Model;

namespace Gateway.Recipients;

/// <summary>Reads the operation's one parameter, <c>sender</c>, from the address or from a Parameters resource.</summary>
internal static class RecipientsRequest
{
    private const string Sender = "sender";
    private const string NotASender = "sender must be one reference of the form Type/id.";
    private const string Unknown = "This operation has one parameter, sender, which may be left out.";

    /// <summary>True for a question that can be answered; <paramref name="sender"/> is null if none was named.</summary>
    public static bool TryQuery(IQueryCollection query, out ResourceKey? sender, out ImmutableArray<Issue> issues)
    {
        sender = null;
        var found = ImmutableArray.CreateBuilder<Issue>();
        foreach (var (name, values) in query)
        {
            if (name == Sender && values is [var text] && ResourceKey.TryParse(text, out var key))
            {
                sender = key;
            }
            else if (name is not ("_format" or "_pretty"))
            {
                found.Add(Wrong(name == Sender ? NotASender : Unknown, null));
            }
        }

        issues = found.DrainToImmutable();
        return issues.IsEmpty;
    }

    /// <summary>The same from a body; an empty one names no sender.</summary>
    public static bool TryBody(FhirBody body, out ResourceKey? sender, out ImmutableArray<Issue> issues)
    {
        sender = null;
        issues = [];
        if (!OperationInputs.TryParse(body, out var parameters, out issues))
        {
            return false;
        }

        var found = ImmutableArray.CreateBuilder<Issue>();
        for (var index = 0; index < parameters.Parameter.Count; index++)
        {
            var parameter = parameters.Parameter[index];
            if (parameter.Name != Sender)
            {
                found.Add(Wrong(Unknown, $"Parameters.parameter[{index}].name"));
            }
            else if (sender is null && ResourceKey.TryParse(TextOf(parameter.Value), out var key))
            {
                sender = key;
            }
            else
            {
                found.Add(Wrong(NotASender, $"Parameters.parameter[{index}].value"));
            }
        }

        issues = found.DrainToImmutable();
        return issues.IsEmpty;
    }

    // A string, so that it can stand in an address (R4 operations.html, primitive parameters); a Reference says the same.
    private static string? TextOf(DataType? value) => value switch
    {
        FhirString text => text.Value,
        ResourceReference reference => reference.Reference,
        _ => null,
    };

    private static Issue Wrong(string sentence, string? expression) => new(OperationOutcome.IssueType.Invalid, sentence, expression);
}
