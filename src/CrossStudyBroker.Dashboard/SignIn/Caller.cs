using System.Security.Claims;

namespace CrossStudyBroker.Dashboard.SignIn;

/// <summary>Who is asking.</summary>
internal static class Caller
{
    public const string InstitutionClaim = "csb:institution";
    public const string OperatorClaim = "csb:operator";

    /// <summary>The caller's institution code; null for the operator.</summary>
    public static string? Institution(this ClaimsPrincipal user) => user.FindFirstValue(InstitutionClaim);
}
