using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Sandbox.Ehr.Records;

namespace Sandbox.Ehr.Tools;

/// <summary>Answers the two questions of a crash test cheaply: was anything filed twice, and in which order did each chart fill?</summary>
internal static class MessageLedger
{
    public static IResult Duplicates(EhrRecords records, string system)
    {
        using var connection = records.OpenForReading();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT value, count(*) FROM communication_identifier WHERE system = $system GROUP BY value";
        command.Parameters.AddWithValue("$system", system);
        var (total, distinct) = (0L, 0);
        var duplicates = new JsonArray();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var count = reader.GetInt64(1);
            (total, distinct) = (total + count, distinct + 1);
            if (count > 1)
            {
                duplicates.Add((JsonNode)new JsonObject { ["value"] = reader.GetString(0), ["count"] = count });
            }
        }

        var answer = new JsonObject { ["total"] = total, ["distinct"] = distinct, ["duplicates"] = duplicates };
        return Results.Text(answer.ToJsonString(), "application/json");
    }

    /// <summary>One line a message, oldest first: <c>value TAB patient TAB sequence TAB milliseconds since 1970 at which it was filed</c>.</summary>
    public static IResult Lines(EhrRecords records, string system)
    {
        using var connection = records.OpenForReading();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT i.value, coalesce(c.patient, ''), c.sequence, c.updated
            FROM communication_identifier i JOIN communication c ON c.sequence = i.sequence
            WHERE i.system = $system ORDER BY c.sequence
            """;
        command.Parameters.AddWithValue("$system", system);
        var lines = new StringBuilder();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            lines.Append(CultureInfo.InvariantCulture, $"{reader.GetString(0)}\t{reader.GetString(1)}\t{reader.GetInt64(2)}\t{reader.GetInt64(3)}\n");
        }

        return Results.Text(lines.ToString(), "text/plain");
    }
}
