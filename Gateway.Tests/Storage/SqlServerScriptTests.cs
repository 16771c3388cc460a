using Gateway.Deliveries;
using Gateway.References;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Gateway.Tests.Storage;

/// <summary>What can be known of SQL Server without one: that its parser takes our schema and our queries.</summary>
public sealed class SqlServerScriptTests
{
    private static readonly Dictionary<string, Func<GatewayDb, IQueryable<object>>> Queries = new()
    {
        [nameof(ResourceQueries.Current)] = db => ResourceQueries.Current(db, new ResourceKey("Communication", "m1")),
        [nameof(ResourceQueries.Version)] = db => ResourceQueries.Version(db, new ResourceKey("Communication", "m1"), 1),
        [nameof(ResourceQueries.OfIdempotencyKey)] = db => ResourceQueries.OfIdempotencyKey(db, "portal", "k1"),
        [nameof(OutboxQueries.NextOfChart)] = db => OutboxQueries.NextOfChart.Compile()(db, "ehr", "susie-smith", 10),
        [nameof(OutboxQueries.WaitingCharts)] = db => OutboxQueries.WaitingCharts.Compile()(db, "ehr", "m", 10),
        [nameof(DeliveryQueries.Pending)] = db => new DeliveryQuestion { Chart = "susie-smith", State = "behind", Minutes = 5 }.Among(DeliveryQueries.Pending(db), DateTimeOffset.UnixEpoch),
        [nameof(DeliveryQueries.Counts)] = db => DeliveryQueries.Counts(db, DateTimeOffset.UnixEpoch),
    };

    public static TheoryData<string> QueryNames => [.. Queries.Keys];

    [Fact]
    public void The_migrations_are_valid_T_SQL()
    {
        using var db = WithoutServer();

        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        Assert.Contains("CREATE TABLE [Outbox]", script, StringComparison.Ordinal);
        Assert.Empty(ErrorsIn(script));
    }

    [Theory]
    [MemberData(nameof(QueryNames))]
    public void A_query_is_valid_T_SQL(string name)
    {
        using var db = WithoutServer();

        var sql = Queries[name](db).ToQueryString();

        Assert.Contains("SELECT", sql, StringComparison.Ordinal);
        Assert.Empty(ErrorsIn(sql));
    }

    [Fact]
    public void No_query_of_the_slices_is_left_out()
    {
        var queries = new[] { typeof(ResourceQueries), typeof(OutboxQueries), typeof(DeliveryQueries) }
            .SelectMany(type => type.GetMethods()
                .Where(method => method.ReturnType.IsAssignableTo(typeof(IQueryable)))
                .Select(method => method.Name)
                .Concat(type.GetFields().Select(field => field.Name)));

        Assert.Equal(queries.Order(StringComparer.Ordinal), Queries.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_parser_does_refuse_what_is_not_T_SQL() => Assert.NotEmpty(ErrorsIn("CREATE TABLE [Outbox] ([State] int NOT NULL,, [DueAt] datetimeoffset)"));

    private static SqlServerGatewayDb WithoutServer() => new(new DbContextOptionsBuilder<SqlServerGatewayDb>().UseSqlServer().Options);

    private static IEnumerable<string> ErrorsIn(string script)
    {
        using var reader = new StringReader(script);
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        return errors.Select(error => $"{error.Line}: {error.Message}");
    }
}
