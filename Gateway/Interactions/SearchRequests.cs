using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Gateway.Access;
using Gateway.Audit;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Search;
using Gateway.Search.Criteria;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Primitives;

namespace Gateway.Interactions;

/// <summary>Searches over REST: GET, POST and within a patient's compartment are one path.</summary>
internal sealed class SearchRequests(
    Readers readers, SearchReader searches, TrailLooks trail, LookAnswers answers, SearchIndex index, PublicBase publicBase, TimeProvider clock)
{
    /// <param name="type">The type that is searched.</param>
    /// <param name="patient">The patient in whose compartment; none for all.</param>
    /// <param name="context">The request.</param>
    public async Task<IResult> SearchAsync(string type, string? patient, HttpContext context)
    {
        var (reader, unknown) = await readers.ReadAsync(context);
        if (unknown is not null)
        {
            return unknown;
        }

        var (parameters, objection) = await ParametersAsync(context);
        if (objection is not null)
        {
            return objection;
        }

        var isStrict = Preference.Of(context.Request).Handling == Preference.Reading.Strict;
        return await answers.AnswerAsync(await SearchAsync(type, patient, parameters, isStrict, reader, context.RequestAborted), context);
    }

    /// <param name="type">The type that is searched.</param>
    /// <param name="patient">The patient in whose compartment; none for all.</param>
    /// <param name="parameters">From the address, or a form.</param>
    /// <param name="isStrict">Refuse what is not understood.</param>
    /// <param name="reader">Who searches.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async ValueTask<LookOutcome> SearchAsync(
        string type, string? patient, IReadOnlyCollection<KeyValuePair<string, string>> parameters, bool isStrict, Reader reader, CancellationToken cancellationToken)
    {
        if (!reader.Caller.Allows(type, ScopeRights.Search))
        {
            return LookOutcome.Refused.Because(StatusCodes.Status403Forbidden) with
            {
                Trace = AuditEntries.Denied(reader.Caller, AuditAction.Search, type, QueryText.Of(parameters)),
            };
        }

        if (patient is not null && !FhirId.IsValid(patient))
        {
            return LookOutcome.Refused.Because(StatusCodes.Status404NotFound);
        }

        var compartment = patient is null ? (PatientId?)null : new PatientId(patient);
        var search = new SearchContext(index.KnownBases, clock.GetUtcNow(), isStrict, compartment) { Limits = index.Limits };
        switch (SearchRequest.Read(type, parameters, search))
        {
            case SearchReading.Refused refused:
                return new LookOutcome.Refused(StatusCodes.Status400BadRequest, refused.Issues);
            case SearchReading.Understood { Request: var request }:
                var path = patient is null ? type : $"Patient/{patient}/{type}";
                var text = QueryText.Of(parameters);
                return ServedTypes.IsOfTrail(type)
                    ? await InTrailAsync(request, path, text, compartment, reader, cancellationToken)
                    : await InStoreAsync(request, path, text, compartment, reader, cancellationToken);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>The parameters one by one, as often as each was given.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Flat(IEnumerable<KeyValuePair<string, StringValues>> parameters) =>
        parameters.SelectMany(parameter => parameter.Value.Select(value => KeyValuePair.Create(parameter.Key, value ?? string.Empty)));

    // POST _search takes what is in the address as well as in the form.
    private static async ValueTask<(List<KeyValuePair<string, string>> Parameters, Refused? Objection)> ParametersAsync(HttpContext context)
    {
        List<KeyValuePair<string, string>> parameters = [.. Flat(context.Request.Query)];
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            return (parameters, null);
        }

        if (!context.Request.HasFormContentType || !IsUrlEncoded(context.Request.ContentType))
        {
            return context.Request.ContentType is null && context.Request.ContentLength is null or 0
                ? (parameters, null)
                : (parameters, new Refused(
                    StatusCodes.Status415UnsupportedMediaType,
                    [new Issue(OperationOutcome.IssueType.NotSupported, "Send the search as application/x-www-form-urlencoded.")]));
        }

        if (await FormOf(context) is not { } form)
        {
            return (parameters, new Refused(
                StatusCodes.Status400BadRequest,
                [new Issue(OperationOutcome.IssueType.Structure, "The form cannot be read: it is malformed, or has too many or too long parameters.")]));
        }

        parameters.AddRange(Flat(form));
        return (parameters, AnswerForms.ReadPosted(context, form));
    }

    private static bool IsUrlEncoded(string? contentType) =>
        contentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    private static async ValueTask<IFormCollection?> FormOf(HttpContext context)
    {
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private async ValueTask<LookOutcome> InStoreAsync(
        SearchRequest request, string path, string query, PatientId? compartment, Reader reader, CancellationToken cancellationToken)
    {
        var page = await searches.RunAsync(request, type => ReadPolicy.RightsOf(reader, type, ScopeRights.Search), cancellationToken);
        StoredResource[] shown = [.. page.Matches, .. page.Included];
        var chart = compartment?.Value
            ?? ReadPolicy.RightsOf(reader, request.Type, ScopeRights.Search).OnlyChart
            ?? AuditEntries.OneChartOf(shown);
        return new LookOutcome.Listed(PageOf(
            page,
            path,
            [
                .. page.Matches.Select(match => EntryOf(match, Bundle.SearchEntryMode.Match)),
                .. page.Included.Select(included => EntryOf(included, Bundle.SearchEntryMode.Include)),
                .. request.IncludesProvenance ? await trail.ProvenanceOfAsync(page.Matches, reader, cancellationToken) : [],
            ]))
        {
            Trace = AuditEntries.Listed(reader.Caller, AuditAction.Search, request.Type, query, chart, shown.Any(row => row.Quarantined)),
        };
    }

    private async ValueTask<LookOutcome> InTrailAsync(
        SearchRequest request, string path, string query, PatientId? compartment, Reader reader, CancellationToken cancellationToken)
    {
        var (page, entries) = await trail.SearchAsync(request, reader, cancellationToken);
        var chart = compartment?.Value ?? (reader.Caller.IsAuditor ? null : ReadPolicy.RightsOf(reader, request.Type, ScopeRights.Search).OnlyChart);
        return new LookOutcome.Listed(PageOf(page, path, entries))
        {
            Trace = AuditEntries.Listed(reader.Caller, AuditAction.Search, request.Type, query, chart),
        };
    }

    private BundlePage PageOf(SearchPage page, string path, ImmutableArray<PageEntry> found)
    {
        var links = ImmutableArray.CreateBuilder<PageLink>();
        Add("self", page.Self);
        Add("first", page.First);
        Add("next", page.Next);
        return new BundlePage(Bundle.BundleType.Searchset, clock.GetUtcNow())
        {
            Total = page.Total is { } total ? (int)Math.Min(total, int.MaxValue) : null,
            Links = links.ToImmutable(),
            Entries = [.. found, .. OutcomeOf(page.Issues)],
        };

        void Add(string relation, string? query)
        {
            if (query is not null)
            {
                links.Add(new PageLink(relation, $"{publicBase.Prefix}{path}{(query.Length == 0 ? string.Empty : "?")}{query}"));
            }
        }
    }

    private PageEntry EntryOf(StoredResource stored, Bundle.SearchEntryMode mode) => new()
    {
        FullUrl = string.Create(CultureInfo.InvariantCulture, $"{publicBase.Prefix}{stored.ResourceType}/{stored.ResourceId}"),
        Content = stored.Content,
        Mode = mode,
    };

    private static IEnumerable<PageEntry> OutcomeOf(ImmutableArray<Issue> issues) => issues.IsEmpty
        ? []
        : [new PageEntry { Content = FhirJson.Serialize(OperationOutcomes.Of(issues)), Mode = Bundle.SearchEntryMode.Outcome }];
}
