using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Gateway.Audit;
using Gateway.References;
using Gateway.Resources;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Review.Export;

/// <summary>Reads the decisions of a time and writes them as the export, a JSON document on each line.</summary>
internal sealed class DecisionExport(IDbContextFactory<GatewayDb> databases)
{
    /// <summary>A line as people read it too: its placeholders are not escaped, since no page ever shows it as it is.</summary>
    internal static readonly JsonTypeInfo<ExportedDecision> Line = new ExportJson(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }).ExportedDecision;

    private const int PageSize = 200;
    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    /// <summary>The lines, in no order of time.</summary>
    public async Task<IReadOnlyList<ExportedDecision>> ReadAsync(DayPeriod period, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var read = new List<ExportedDecision>();
        var last = 0L;
        while (true)
        {
            var page = await Page(db, period, last, PageSize).ToListAsync(cancellationToken);
            var messages = await MessagesAsync(db, page, cancellationToken);
            read.AddRange(page.Select(decision => ExportWriter.Of(decision, TextOf(decision) is { } id ? messages.GetValueOrDefault(id) : null)));
            if (page.Count < PageSize)
            {
                return [.. ExportWriter.Fold(read)];
            }

            last = page[^1].Sequence;
        }
    }

    public static async Task WriteAsync(IEnumerable<ExportedDecision> lines, Stream output, CancellationToken cancellationToken)
    {
        foreach (var line in lines)
        {
            await output.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(line, Line), cancellationToken);
            await output.WriteAsync(LineEnd, cancellationToken);
        }
    }

    /// <summary>What the audit trail tells of it: by whom, and of which time.</summary>
    public static AuditEntry EntryOf(string client, string? person, DayPeriod period, AuditOutcome outcome = AuditOutcome.Done, string? why = null) => new()
    {
        Action = AuditAction.Export,
        Outcome = outcome,
        Client = AuditEntries.ClientOf(client),
        Person = person,
        Resource = "Task",
        Query = period.ToString(),
        Why = why,
    };

    internal static IQueryable<ReviewDecision> Page(GatewayDb db, DayPeriod period, long after, int count)
    {
        var (from, until) = (period.From, period.Until);
        return db.Decisions.AsNoTracking()
            .Where(decision => decision.DecidedAt >= from && decision.DecidedAt < until && decision.Sequence > after)
            .OrderBy(decision => decision.Sequence)
            .Take(count);
    }

    // What was redirected lives on, word for word, as the message in the right chart; what was rejected or taken back is sealed.
    private static string? TextOf(ReviewDecision decision) => decision.Kind switch
    {
        DecisionKind.Release or DecisionKind.Attest => decision.MessageId,
        DecisionKind.Redirect when decision.NewMessages is { } made && !made.Contains(' ', StringComparison.Ordinal) => made,
        DecisionKind.Redirect or DecisionKind.Reject or DecisionKind.Split or DecisionKind.Retract => null,
    };

    private static async Task<Dictionary<string, Communication>> MessagesAsync(GatewayDb db, List<ReviewDecision> decisions, CancellationToken cancellationToken)
    {
        List<string> ids = [.. decisions.Select(TextOf).OfType<string>().Distinct()];
        var rows = await db.Resources.AsNoTracking()
            .Where(row => row.ResourceType == "Communication" && ids.Contains(row.ResourceId) && !row.IsDeleted)
            .Select(row => new { row.ResourceId, row.Content })
            .ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.ResourceId, row => (Communication)FhirJson.ReadStored(row.Content));
    }
}
