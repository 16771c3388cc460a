namespace Gateway.Charts;

/// <summary>A chart somebody is a related person of, with the grant that says so.</summary>
internal sealed record ProxiedChart(ChartFacts Chart, ProxyGrant Grant);
