using System.Collections.Immutable;
using System.Globalization;
using Gateway.Interactions;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Hl7.Fhir.Utility;
using Microsoft.Net.Http.Headers;

namespace Gateway.Bundles;

/// <summary>Reads the entries of a batch or transaction as the requests they stand for, with the same rules for what a request may say.</summary>
internal static class EntryReader
{
    /// <param name="index">The entry's place.</param>
    /// <param name="entry">The entry as parsed.</param>
    /// <param name="faults">What the parser found in it; an entry with faults is not looked into.</param>
    /// <param name="publicBase">Below it an address may be absolute.</param>
    public static EntryReading Read(int index, Bundle.EntryComponent entry, ImmutableArray<Issue> faults, PublicBase publicBase)
    {
        if (!faults.IsEmpty)
        {
            return new EntryReading.Faulty(new WriteOutcome.Refused(StatusCodes.Status400BadRequest, faults));
        }

        if (entry.Request is not { Method: { } method, Url: { Length: > 0 } url })
        {
            return Faulty(OperationOutcome.IssueType.Required, "Each entry needs a request with a method and a url (bdl-3).", $"Bundle.entry[{index}].request");
        }

        var (path, query) = Split(url, publicBase);
        if (path is null || path.Contains('$', StringComparison.Ordinal))
        {
            return Faulty(
                OperationOutcome.IssueType.NotSupported,
                "The url of an entry is relative to this server's base, or absolute below it, and names no operation.",
                $"Bundle.entry[{index}].request.url");
        }

        if (EntryTarget.Of(path) is not { } target)
        {
            return new EntryReading.Faulty(WriteOutcome.Refused.Because(StatusCodes.Status404NotFound));
        }

        if (InteractionOf(method, target) is not { } interaction)
        {
            return new EntryReading.Faulty(WriteOutcome.Refused.Because(StatusCodes.Status405MethodNotAllowed));
        }

        var request = RequestOf(entry.Request, method, query);
        if (Preconditions.Read(request, out var preconditions) is { } malformed)
        {
            return Faulty(malformed);
        }

        if (AnswerForm.Read(request, posted: null, out var form) is { } unanswerable)
        {
            return Faulty(unanswerable);
        }

        var understood = new BundleEntry(index, interaction, target)
        {
            FullUrl = entry.FullUrl,
            Resource = entry.Resource,
            Preconditions = preconditions,
            Query = request.Query,
            Criteria = query,
            Form = form with { Format = FhirFormat.Json, Pretty = false },
        };
        return ContentFaultOf(understood) is { } fault ? fault : new EntryReading.Understood(understood);
    }

    private static (string? Path, string Query) Split(string url, PublicBase publicBase)
    {
        var relative = url.StartsWith(publicBase.Prefix, StringComparison.Ordinal) ? url[publicBase.Prefix.Length..] : url;
        var mark = relative.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = mark < 0 ? (relative, string.Empty) : (relative[..mark], relative[(mark + 1)..]);
        return (path.Length == 0 || path[0] == '/' || path.Contains(':', StringComparison.Ordinal) ? null : path, query);
    }

    // Null for what no endpoint serves.
    private static Interaction? InteractionOf(Bundle.HTTPVerb method, EntryTarget target)
    {
        Interaction? interaction = (method, target) switch
        {
            (Bundle.HTTPVerb.GET, EntryTarget.One) => Interaction.Read,
            (Bundle.HTTPVerb.GET, EntryTarget.OneVersion) => Interaction.Vread,
            (Bundle.HTTPVerb.GET, EntryTarget.Past { Id: not null }) => Interaction.HistoryInstance,
            (Bundle.HTTPVerb.GET, EntryTarget.Past) => Interaction.HistoryType,
            (Bundle.HTTPVerb.GET, EntryTarget.AllOf or EntryTarget.Compartment) => Interaction.SearchType,
            (Bundle.HTTPVerb.POST, EntryTarget.AllOf) => Interaction.Create,
            (Bundle.HTTPVerb.PUT, EntryTarget.AllOf or EntryTarget.One) => Interaction.Update,
            (Bundle.HTTPVerb.PATCH, EntryTarget.AllOf or EntryTarget.One) => Interaction.Patch,
            (Bundle.HTTPVerb.DELETE, EntryTarget.AllOf or EntryTarget.One) => Interaction.Delete,
            _ => null,
        };
        return interaction is { } asked && target.Type is { } type && !type.Offers(asked) ? null : interaction;
    }

    // An entry says in elements what a request says in its headers.
    private static HttpRequest RequestOf(Bundle.RequestComponent entry, Bundle.HTTPVerb method, string query)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method.GetLiteral();
        request.QueryString = query.Length == 0 ? QueryString.Empty : new QueryString($"?{query}");
        Set(HeaderNames.IfMatch, entry.IfMatch);
        Set(HeaderNames.IfNoneMatch, entry.IfNoneMatch);
        Set("If-None-Exist", entry.IfNoneExist);
        Set(HeaderNames.IfModifiedSince, entry.IfModifiedSince?.ToString("R", CultureInfo.InvariantCulture));
        return request;

        void Set(string header, string? value)
        {
            if (value is not null)
            {
                request.Headers[header] = value;
            }
        }
    }

    private static EntryReading.Faulty? ContentFaultOf(BundleEntry entry) => entry switch
    {
        { Interaction: Interaction.Create or Interaction.Update, Resource: null } or { Interaction: Interaction.Patch, Resource: not (Binary or Parameters) } => Faulty(
            OperationOutcome.IssueType.Required,
            entry.Interaction == Interaction.Patch
                ? "A patch is a Binary with a JSON Patch in it, or the Parameters of a FHIRPath Patch."
                : "This entry needs the resource that it writes.",
            $"Bundle.entry[{entry.Index}].resource"),
        { Interaction: Interaction.Create or Interaction.Update, Resource: { } resource } when resource.TypeName != entry.Type.Name => Faulty(
            OperationOutcome.IssueType.Structure, "The resource is of another type than the url says.", $"Bundle.entry[{entry.Index}].resource"),
        _ => null,
    };

    private static EntryReading.Faulty Faulty(Refused refused) => new(new WriteOutcome.Refused(refused.Status, [.. refused.Issues]));

    private static EntryReading.Faulty Faulty(OperationOutcome.IssueType code, string sentence, string expression) =>
        new(WriteOutcome.Refused.Because(StatusCodes.Status400BadRequest, new Issue(code, sentence, expression)));
}
