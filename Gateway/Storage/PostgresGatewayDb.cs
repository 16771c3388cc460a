using Gateway.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Storage;

/// <summary>The store of a gateway that runs as several replicas, on PostgreSQL.</summary>
internal sealed class PostgresGatewayDb(DbContextOptions<PostgresGatewayDb> options) : GatewayDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // timestamptz takes instants in UTC only.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantInUtc>();
        // Ids and codes compare byte by byte, whatever the locale of the server.
        configurationBuilder.Properties<string>().UseCollation("C");
    }
}
