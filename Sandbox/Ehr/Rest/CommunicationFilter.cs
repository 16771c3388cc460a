using System.Globalization;
using Microsoft.Data.Sqlite;
using Sandbox.Ehr.Access;
using Sandbox.Ehr.Records;

namespace Sandbox.Ehr.Rest;

/// <summary>Turns criteria into a WHERE clause whose every value is a bound parameter.</summary>
internal static class CommunicationFilter
{
    public static string Where(SqliteCommand command, SearchRequest request, Reach reach)
    {
        var clauses = request.Criteria
            .Select(criterion => "(" + string.Join(" OR ", criterion.Alternatives.Select(wanted => Clause(command, criterion.Parameter, wanted))) + ")")
            .ToList();
        clauses.Add(reach switch
        {
            Reach.Everything => "1",
            Reach.Chart chart => $"patient = {Bind(command, "Patient/" + chart.Patient)}",
            _ => "0",
        });
        return string.Join(" AND ", clauses);
    }

    private static string Clause(SqliteCommand command, SearchParameter parameter, string wanted) => parameter.Name switch
    {
        "_id" => CommunicationIds.TryParse(wanted, out var sequence)
            ? $"(c.sequence = {Bind(command, sequence)} AND name IS NULL)"
            : $"name = {Bind(command, wanted)}",
        "identifier" => $"c.sequence IN (SELECT sequence FROM communication_identifier WHERE {Identifier(command, wanted)})",
        "patient" or "subject" => $"patient = {Bind(command, wanted)}",
        "sender" => $"sender = {Bind(command, wanted)}",
        "recipient" => $"c.sequence IN (SELECT sequence FROM communication_recipient WHERE recipient = {Bind(command, wanted)})",
        "status" => $"status = {Bind(command, wanted[(wanted.LastIndexOf('|') + 1)..])}",
        "sent" => Dated(command, "sent", wanted),
        "_lastUpdated" => Dated(command, "updated", wanted),
        // A parameter that the table gained and this switch did not must find nothing rather than everything.
        _ => "0",
    };

    private static string Identifier(SqliteCommand command, string wanted)
    {
        var bar = wanted.IndexOf('|', StringComparison.Ordinal);
        if (bar < 0)
        {
            return $"value = {Bind(command, wanted)}";
        }

        var system = $"system = {Bind(command, wanted[..bar])}";
        return bar == wanted.Length - 1 ? system : $"value = {Bind(command, wanted[(bar + 1)..])} AND {system}";
    }

    private static string Dated(SqliteCommand command, string column, string wanted)
    {
        var (prefix, date) = SearchCriterion.Dated(wanted);
        if (!DateSpan.TryParse(date, out var span))
        {
            return "0";
        }

        var from = Bind(command, span.From.ToUnixTimeMilliseconds());
        var until = Bind(command, span.Until.ToUnixTimeMilliseconds());
        return prefix switch
        {
            "ge" => $"{column} >= {from}",
            "gt" or "sa" => $"{column} >= {until}",
            "le" => $"{column} < {until}",
            "lt" or "eb" => $"{column} < {from}",
            "ne" => $"({column} < {from} OR {column} >= {until})",
            _ => $"({column} >= {from} AND {column} < {until})",
        };
    }

    private static string Bind(SqliteCommand command, object value)
    {
        var name = "$p" + command.Parameters.Count.ToString(CultureInfo.InvariantCulture);
        command.Parameters.AddWithValue(name, value);
        return name;
    }
}
