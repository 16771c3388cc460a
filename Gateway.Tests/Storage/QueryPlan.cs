using System.Text;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Storage;

/// <summary>How SQLite would answer a query, a step a line.</summary>
internal static class QueryPlan
{
    public static async Task<string> OfAsync<T>(GatewayDb db, IQueryable<T> query)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var command = query.CreateDbCommand();
        await db.Database.OpenConnectionAsync(cancellation);
        command.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var plan = new StringBuilder();
        while (await reader.ReadAsync(cancellation))
        {
            plan.Append(reader.GetString(3)).Append('\n');
        }

        return plan.ToString();
    }
}
