using Gateway.Search;
using Gateway.Search.Queries;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Gateway.Tests.Search;

/// <summary>What can be known of SQL Server without one: that its parser takes what searches become.</summary>
public sealed class SearchScriptTests
{
    public static TheoryData<string, string> Searches => new()
    {
        { "Communication", "" },
        { "Communication", "patient=susie&status:not=completed&sent=ge2026-01-01&_sort=-sent" },
        { "Communication", "sender=Patient/susie,Patient/mark&topic=http://example.org|refill,http://example.org|bill" },
        { "Communication", "_sort=priority,-received,_id&in-response-to:missing=true&received:missing=true&patient:missing=false" },
        { "Communication", "part-of:Communication.sender=Patient/susie&_has:Task:focus:status=requested" },
        { "Communication", "patient=susie&_has:Task:focus:owner=CareTeam/blue&topic:text=refill&_lastUpdated=le2026&identifier:of-type=a|b|c" },
        { "Questionnaire", "title=über&name:contains=x&url:below=http://example.org&title:exact=Über&date=ap2026-01&_sort=title" },
    };

    [Theory]
    [MemberData(nameof(Searches))]
    public void A_search_is_valid_T_SQL(string type, string query)
    {
        using var db = new SqlServerGatewayDb(new DbContextOptionsBuilder<SqlServerGatewayDb>().UseSqlServer().Options);
        var request = SearchBed.Understand(type, query);
        var queries = new PageQueries(new RowQueries(db, _ => SearchBed.All with { HeldOfAll = false }, SearchBed.Bases), type, request.Criteria);

        Assert.Empty(ErrorsIn(queries.Page(request.Sort, null, 21).ToQueryString()));
        Assert.Empty(ErrorsIn(queries.Page(request.Sort, MarkFor(request), 21).ToQueryString()));
        Assert.Empty(ErrorsIn(queries.Matches().ToQueryString()));
    }

    private static Gateway.Search.Criteria.PageMark MarkFor(SearchRequest request) => new([.. request.Sort.Select(_ => "630000000000000000")], 7);

    private static IEnumerable<string> ErrorsIn(string script)
    {
        using var reader = new StringReader(script);
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        return errors.Select(error => $"{error.Line}: {error.Message}");
    }
}
