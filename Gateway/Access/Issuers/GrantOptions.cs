using System.ComponentModel.DataAnnotations;

namespace Gateway.Access.Issuers;

/// <summary>What one of Entra ID's roles or scopes gives: one of the three, and the scopes it stands for.</summary>
internal sealed class GrantOptions : IValidatableObject
{
    /// <summary>What belongs to those who run the gateway or watch over it.</summary>
    private static readonly string[] _duties = [Caller.OperatorScope, Caller.DelivererScope, Caller.AuditorScope];

    /// <summary>A role of an application that calls by itself.</summary>
    public string? AppRole { get; set; }

    /// <summary>A role of the person who signed in.</summary>
    public string? UserRole { get; set; }

    /// <summary>A scope that the person delegated to the application.</summary>
    public string? DelegatedScope { get; set; }

    /// <summary>The scopes it stands for, separated by spaces.</summary>
    [Required]
    public string Gives { get; set; } = string.Empty;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        string?[] sources = [AppRole, UserRole, DelegatedScope];
        if (sources.Count(source => !string.IsNullOrWhiteSpace(source)) != 1)
        {
            yield return new ValidationResult("A grant needs one of AppRole, UserRole and DelegatedScope.", [nameof(AppRole)]);
        }

        foreach (var scope in Gives.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (_duties.Contains(scope))
            {
                // A delegated scope is had by everybody who may sign in to the application, and a role by whom an administrator gave it.
                if (UserRole is null)
                {
                    yield return new ValidationResult($"A grant gives '{scope}', which only a UserRole may give.", [nameof(Gives)]);
                }
            }
            else if (scope is not (Caller.ReviewerScope or Caller.PrivacyScope) && !SmartScope.TryParse(scope, out _))
            {
                yield return new ValidationResult($"A grant gives '{scope}', which is no scope that this server knows.", [nameof(Gives)]);
            }
            else if (scope.StartsWith("system/", StringComparison.Ordinal) != (AppRole is not null))
            {
                // A person with a role must not come to act as a system, nor a system as a person.
                yield return new ValidationResult($"A grant gives '{scope}': system scopes are for application roles, and these have no others.", [nameof(Gives)]);
            }
        }
    }
}
