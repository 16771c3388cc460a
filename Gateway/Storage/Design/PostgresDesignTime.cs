using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Gateway.Storage.Design;

/// <summary>Lets <c>dotnet ef</c> write migrations for PostgreSQL without a server.</summary>
internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresGatewayDb>
{
    public PostgresGatewayDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgresGatewayDb>().UseNpgsql().Options);
}
