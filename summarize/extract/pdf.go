package extract

import "onrecord/summarize/news"

func portable(body []byte) (*news.Article, error) { return nil, news.ErrType }
