using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gateway.Storage.Writing;

/// <summary>The SQL that writes rows of one shape; one instance per shape, so that it can be prepared once per connection.</summary>
/// <param name="sql">With parameters named as <see cref="ParameterName"/> says.</param>
/// <param name="parameters">The type of each parameter.</param>
/// <param name="mustMatch">An update: it must find its row, or somebody else changed it.</param>
internal sealed class RowStatement(string sql, IReadOnlyList<RelationalTypeMapping> parameters, bool mustMatch)
{
    public string Sql => sql;

    public IReadOnlyList<RelationalTypeMapping> Parameters => parameters;

    public bool MustMatch => mustMatch;

    public static string ParameterName(int index) => $"@p{index}";

    public DbParameter ParameterFor(DbCommand command, int index) =>
        parameters[index].CreateParameter(command, ParameterName(index), null, nullable: true);
}
