using Microsoft.EntityFrameworkCore;

namespace Gateway.Storage;

/// <summary>The store of a gateway that runs as several replicas, on SQL Server.</summary>
internal sealed class SqlServerGatewayDb(DbContextOptions<SqlServerGatewayDb> options) : GatewayDb(options)
{
    // FHIR ids differ by case; SQL Server's default collations do not.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<string>().AreUnicode(false).UseCollation("Latin1_General_100_BIN2_UTF8");
}
