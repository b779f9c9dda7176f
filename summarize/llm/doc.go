// Package llm is the door to language models behind any API that is compatible with OpenAI's: it sends a prompt, bounds
// what that may cost in time and bytes, retries what is worth retrying, and hands back bytes that nobody has checked.
//
// It implements summarize.Model and calls nothing of ours. main builds the Client. It refuses to know what the prompts are about;
// what comes back is believed by nobody before package verify has seen it.
package llm
