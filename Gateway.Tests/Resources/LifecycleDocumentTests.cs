using System.Text;
using Gateway.Engagement;
using Gateway.Forms;
using Gateway.Messages;
using Gateway.Requests;
using Gateway.Resources;
using Gateway.Routing;
using Gateway.Tests.Support;
using Gateway.Topics;

namespace Gateway.Tests.Resources;

public sealed class LifecycleDocumentTests
{
    private static readonly string[] Tables =
    [
        StatusSteps.Markdown(MessageLifecycle.Statuses),
        StatusSteps.Markdown(RequestLifecycle.Statuses),
        StatusSteps.Markdown(TaskLifecycle.Statuses),
        StatusSteps.Markdown(ConsentLifecycle.Statuses),
        StatusSteps.Markdown(QuestionnaireLifecycle.Statuses),
        StatusSteps.Markdown(ResponseLifecycle.Statuses),
        StatusSteps.Markdown(SubscriptionLifecycle.ByClient),
        StatusSteps.Markdown(SubscriptionLifecycle.ByGateway),
    ];

    private static string Document => Repository.TextOf("docs/lifecycles.md");

    [Fact]
    public void The_document_shows_each_table_as_the_code_has_it() =>
        Assert.All(Tables, table => Assert.Contains(table, Document, StringComparison.Ordinal));

    [Fact]
    public void No_table_is_left_out() => Assert.Equal(
        typeof(GatewayHost).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic))
            .Count(field => field.FieldType.IsGenericType && field.FieldType.GetGenericTypeDefinition() == typeof(Transitions<>)),
        Tables.Length);

    [Fact]
    public void The_document_shows_which_business_status_goes_with_which_status()
    {
        var table = new StringBuilder("| business status | status |\n| --- | --- |\n");
        foreach (var (code, statuses) in TaskLifecycle.BusinessStatuses.OrderBy(row => row.Key, StringComparer.Ordinal))
        {
            table.Append($"| `{code}` | {StatusSteps.Listed(statuses.Order().Select(StatusSteps.Code))} |\n");
        }

        Assert.Contains(table.ToString(), Document, StringComparison.Ordinal);
    }
}
