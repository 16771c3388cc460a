using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Gateway.Storage.Design;

/// <summary>Lets <c>dotnet ef</c> write migrations for SQLite without a server.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteGatewayDb>
{
    public SqliteGatewayDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteGatewayDb>().UseSqlite().Options);
}
