using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Gateway.Storage.Design;

/// <summary>Lets <c>dotnet ef</c> write migrations for SQL Server without a server.</summary>
internal sealed class SqlServerDesignTime : IDesignTimeDbContextFactory<SqlServerGatewayDb>
{
    public SqlServerGatewayDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqlServerGatewayDb>().UseSqlServer().Options);
}
