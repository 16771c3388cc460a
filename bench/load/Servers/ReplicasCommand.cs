using System.CommandLine;

namespace Load.Servers;

/// <summary><c>replicas</c>: several gateways on one store and a simulated EHR, to be tried out by hand.</summary>
internal static class ReplicasCommand
{
    public static Command Create(TimeProvider clock)
    {
        var count = new Option<int>("--replicas") { Description = "Gateways.", DefaultValueFactory = _ => 3 };
        var postgres = new Option<string>("--postgres") { Description = "Connection string of their database, which need not be there yet.", Required = true };
        var redis = new Option<string>("--redis") { Description = "A Redis, as host:port.", Required = true };
        var programs = new ProgramArguments();
        var command = new Command("replicas", "Run several gateways on one store until interrupted.") { count, postgres, redis };
        programs.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var directory = Directory.CreateTempSubdirectory("replicas-");
            try
            {
                using var http = new HttpClient();
                await using var ehr = new EhrServer(programs.Sandbox(parsed), directory.FullName, clock);
                var settings = new ReplicaSettings(parsed.GetRequiredValue(postgres), parsed.GetRequiredValue(redis), []);
                await using var replicas = new Replicas(ehr, programs.Gateway(parsed), settings, parsed.GetValue(count), directory.FullName, clock);
                await ehr.StartAsync(http, replicas.Urls[0], cancellationToken);
                await replicas.StartAsync(http, cancellationToken);
                await output.WriteLineAsync(Welcome(ehr.Url, replicas, directory.FullName));
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            finally
            {
                directory.Delete(recursive: true);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static string Welcome(Uri ehr, Replicas replicas, string directory) => $$"""
        Gateways, one cluster:
        {{string.Join(Environment.NewLine, replicas.Urls.Zip(replicas.ProcessIds).Select(replica => $"  {replica.First}fhir   process {replica.Second}"))}}
        The EHR: {{ehr}}   logs: {{directory}}

        A message to any of them is filed once, also if you kill the one that took it (kill -9 PROCESS):
          TOKEN=$(curl -s {{ehr}}sandbox/token -d user=susie-smith | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
          curl -i {{replicas.Urls[^1]}}fhir/Communication -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/fhir+json' \
            -d '{"resourceType":"Communication","status":"completed","subject":{"reference":"Patient/susie-smith"},"sender":{"reference":"Patient/susie-smith"},"payload":[{"contentString":"I need a refill of my lisinopril please, I have three tablets left."}]}'
          curl '{{ehr}}sandbox/messages?system=https%3A%2F%2Ffhirmessaging.org%2Ffhir%2Fsid%2Fmessage-id'

        Ctrl-C ends them all.
        """;
}
