using System.Globalization;
using Microsoft.Data.Sqlite;
using Sandbox.Ehr.Access;
using Sandbox.Ehr.Records;

namespace Sandbox.Ehr.Rest;

/// <summary>Reads and searches messages where they are: in SQLite, by its indexes.</summary>
internal static class CommunicationSearch
{
    private const string LaterFiled = "sequence > $after ORDER BY sequence";
    private const string LaterChanged = "(updated > $updated OR (updated = $updated AND sequence > $after)) ORDER BY updated, sequence";

    public static byte[]? Read(EhrRecords records, string id, Reach reach)
    {
        using var connection = records.OpenForReading();
        using var command = connection.CreateCommand();
        if (CommunicationIds.TryParse(id, out var sequence))
        {
            command.CommandText = "SELECT content, patient FROM communication WHERE sequence = $key AND name IS NULL";
            command.Parameters.AddWithValue("$key", sequence);
        }
        else
        {
            command.CommandText = "SELECT content, patient FROM communication WHERE name = $key";
            command.Parameters.AddWithValue("$key", id);
        }

        using var reader = command.ExecuteReader();
        return reader.Read() && reach.CoversMessage(Text(reader, 1)) ? reader.GetFieldValue<byte[]>(0) : null;
    }

    public static SearchPage Run(EhrRecords records, SearchRequest request, Reach reach)
    {
        using var connection = records.OpenForReading();
        using var command = connection.CreateCommand();
        var where = CommunicationFilter.Where(command, request, reach);
#pragma warning disable CA2100 // The filter is made of this program's own words; what the caller sent is bound as parameters.
        command.CommandText = $"SELECT count(*) FROM communication c WHERE {where}";
        int? total = request.ByUpdate ? null : Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        command.CommandText =
            $"SELECT sequence, name, content, updated FROM communication c WHERE {where} AND {(request.ByUpdate ? LaterChanged : LaterFiled)} LIMIT $limit";
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$after", request.After.Sequence);
        if (request.ByUpdate)
        {
            command.Parameters.AddWithValue("$updated", request.After.Updated);
        }

        command.Parameters.AddWithValue("$limit", request.Count + 1);
        var found = new List<(PagePlace Place, string Id, byte[] Content)>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var sequence = reader.GetInt64(0);
            var place = new PagePlace(request.ByUpdate ? reader.GetInt64(3) : 0, sequence);
            found.Add((place, Text(reader, 1) ?? CommunicationIds.For(sequence), reader.GetFieldValue<byte[]>(2)));
        }

        var page = found.Take(request.Count).ToList();
        PagePlace? next = page.Count > 0 && found.Count > page.Count ? page[^1].Place : null;
        return new SearchPage(total, [.. page.Select(entry => (entry.Id, entry.Content))], next);
    }

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
